using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Sandbox.Xero.Books;
using Daybook.Syncing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Xero's stand-in on a port of its own, and a connection to its first organisation.</summary>
internal sealed class XeroFixture : IAsyncDisposable
{
    public static readonly Currency Pounds = Currency.Parse("GBP");
    private static readonly Uri Back = new("http://localhost/back");

    private readonly WebApplication app;
    private readonly ServiceProvider services;

    private XeroFixture(WebApplication app, ServiceProvider services)
    {
        this.app = app;
        this.services = services;
    }

    public MovingClock Clock => services.GetRequiredService<MovingClock>();

    public XeroSandbox Sandbox => app.Services.GetRequiredService<XeroSandbox>();

    public XeroOrganisation Organisation => Sandbox.Organisations[0];

    /// <summary>Where the stand-in listens.</summary>
    public Uri Address => new(app.Urls.First());

    public XeroBooks Books => services.GetRequiredService<XeroBooks>();

    public MemoryAuthorizations Authorizations => (MemoryAuthorizations)services.GetRequiredService<IAuthorizationStore>();

    public PlatformLink Link { get; private set; } = new(Guid.NewGuid(), Guid.NewGuid(), "Acme Ltd");

    public static async Task<XeroFixture> StartAsync(PaceLimits? limits = null)
    {
        var clock = new MovingClock();
        var server = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await server.StartAsync();
        var address = server.Urls.First();
        var pace = limits ?? new PaceLimits(5, 1_000_000, 1_000_000);
        var options = new XeroOptions
        {
            ClientId = XeroSandbox.ClientId, ClientSecret = XeroSandbox.ClientSecret, Authority = new Uri($"{address}/xero/identity"), Api = new Uri($"{address}/xero"),
            Limits = pace, Deadline = TimeSpan.FromSeconds(20),
        };
        var parts = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton<IAuthorizationStore, MemoryAuthorizations>()
            .AddPlatforms(new PlatformOptions { DataFolder = "", Xero = options })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var fixture = new XeroFixture(server, parts);
        fixture.Sandbox.Limits = new XeroLimits(5, limits?.PerMinute ?? 1_000_000, limits?.PerDay ?? 1_000_000);
        fixture.Link = fixture.Link with { CustomerId = fixture.Organisation.ContactId("Shop customers"), SupplierId = fixture.Organisation.ContactId("Payment provider") };
        await fixture.ConnectAsync();
        return fixture;
    }

    public string Account(string name) => Organisation.AccountId(name);

    /// <summary>As another process would see the same books: nothing is remembered of what was tried.</summary>
    public XeroBooks NewBooks() => ActivatorUtilities.CreateInstance<XeroBooks>(services);

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
        var page = OAuthClient.ConsentAddress(Books.App, Back, "state", "verifier");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["redirect_uri"] = Back.AbsoluteUri, ["state"] = "state", ["scope"] = Books.App.Scope, ["organisation"] = Organisation.Id.ToString(), ["allow"] = "yes",
        });
        using var consented = await browser.PostAsync(page, form);
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
                PlatformConnection = organisation.PlatformConnection,
            },
            default);
    }
}

/// <summary>The time of a test: it begins on a day of its own, passes as it does, and can be moved on.</summary>
internal sealed class MovingClock : TimeProvider
{
    private readonly long started = System.GetTimestamp();

    /// <summary>How far it was moved on.</summary>
    public Duration Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => (Instant.FromUtc(2026, 11, 21, 8, 0) + Ahead).ToDateTimeOffset() + System.GetElapsedTime(started);
}
