using Daybook.Bookkeeping;
using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Platforms.Tests.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.FreeAgent.Books;
using Daybook.Syncing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>FreeAgent's stand-in on a port of its own, and a connection to its first company.</summary>
internal sealed class FreeAgentFixture : IAsyncDisposable
{
    public static readonly Currency Pounds = Currency.Parse("GBP");
    private static readonly Uri Back = new("http://localhost/back");

    private readonly WebApplication app;
    private readonly ServiceProvider services;

    private FreeAgentFixture(WebApplication app, ServiceProvider services)
    {
        this.app = app;
        this.services = services;
    }

    public MovingClock Clock => services.GetRequiredService<MovingClock>();

    public FreeAgentSandbox Sandbox => app.Services.GetRequiredService<FreeAgentSandbox>();

    public FreeAgentCompany Company => Sandbox.Companies[0];

    public FreeAgentBooks Books => services.GetRequiredService<FreeAgentBooks>();

    public MemoryAuthorizations Authorizations => (MemoryAuthorizations)services.GetRequiredService<IAuthorizationStore>();

    public PlatformLink Link { get; private set; } = new(Guid.NewGuid(), Guid.NewGuid(), "Acme Ltd");

    public static async Task<FreeAgentFixture> StartAsync(PaceLimits? limits = null)
    {
        var clock = new MovingClock();
        var server = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await server.StartAsync();
        var options = new FreeAgentOptions
        {
            ClientId = FreeAgentSandbox.ClientId, ClientSecret = FreeAgentSandbox.ClientSecret, Api = new Uri($"{server.Urls.First()}/freeagent"),
            Limits = limits ?? new PaceLimits(5, 1_000_000, 1_000_000), Deadline = TimeSpan.FromSeconds(20),
        };
        var parts = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton<IAuthorizationStore, MemoryAuthorizations>()
            .AddPlatforms(new PlatformOptions { DataFolder = "", FreeAgent = options })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var fixture = new FreeAgentFixture(server, parts);
        fixture.Sandbox.Limits = new FreeAgentLimits(limits?.PerMinute ?? 1_000_000, limits?.PerHour ?? 1_000_000, 1_000_000);
        fixture.Link = fixture.Link with { CustomerId = fixture.Company.ContactId("Shop customers"), SupplierId = fixture.Company.ContactId("Payment provider") };
        await fixture.ConnectAsync();
        return fixture;
    }

    /// <summary>The id of a category or bank account by its name.</summary>
    public string Account(string name) =>
        Company.Categories.Values.FirstOrDefault(category => category.Text("description") == name)?.Text("nominal_code") ?? Company.List("bank_accounts").First(bank => bank.Text("name") == name).Text("url");

    /// <summary>As another process would see the same books: nothing is remembered of what was tried.</summary>
    public FreeAgentBooks NewBooks() => ActivatorUtilities.CreateInstance<FreeAgentBooks>(services);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Consents on the stand-in's page, as a merchant would, and stores what comes of it.</summary>
    public async Task ConnectAsync()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["redirect_uri"] = Back.AbsoluteUri, ["state"] = "state", ["organisation"] = Company.Subdomain, ["allow"] = "yes" });
        using var consented = await browser.PostAsync(OAuthClient.ConsentAddress(Books.App, Back, "state", "verifier"), form);
        var code = QueryHelpers.ParseQuery(consented.Headers.Location!.Query)["code"].ToString();
        var tokens = (await services.GetRequiredService<OAuthClient>().ExchangeAsync(Books.App, Back, code, "verifier", default))!;
        var organisation = (await Books.ReadOrganisationsAsync(tokens.AccessToken, _ => null, default)).Single();
        await Authorizations.SaveAsync(
            Link.Connection,
            new Authorization
            {
                AccessToken = tokens.AccessToken,
                AccessExpiresAt = Clock.GetUtcNow().ToInstant() + Duration.FromTimeSpan(tokens.Lifetime),
                RefreshToken = tokens.RefreshToken,
                Organisation = organisation.Id,
                OrganisationName = organisation.Name,
            },
            default);
    }
}
