using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Platforms.QuickBooks;
using Daybook.Platforms.Tests.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.QuickBooks.Books;
using Daybook.Syncing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>QuickBooks' stand-in on a port of its own, and a connection to one of its companies.</summary>
internal sealed class QuickBooksFixture : IAsyncDisposable
{
    private static readonly Uri Back = new("http://localhost/back");

    private readonly WebApplication app;
    private readonly ServiceProvider services;
    private readonly int company;

    private QuickBooksFixture(WebApplication app, ServiceProvider services, int company)
    {
        this.app = app;
        this.services = services;
        this.company = company;
    }

    public MovingClock Clock => services.GetRequiredService<MovingClock>();

    public Uri Address => new(app.Urls.First());

    public QuickBooksSandbox Sandbox => app.Services.GetRequiredService<QuickBooksSandbox>();

    public QuickBooksCompany Company => Sandbox.Companies[company];

    public Currency Currency => Currency.Parse(Company.Currency);

    public QuickBooksBooks Books => services.GetRequiredService<QuickBooksBooks>();

    public MemoryAuthorizations Authorizations => (MemoryAuthorizations)services.GetRequiredService<IAuthorizationStore>();

    public PlatformLink Link { get; private set; } = new(Guid.NewGuid(), Guid.NewGuid(), "Acme Ltd");

    public static Task<QuickBooksFixture> StartAmericanAsync() => StartAsync(company: 2);

    public static async Task<QuickBooksFixture> StartAsync(PaceLimits? limits = null, int company = 0)
    {
        var clock = new MovingClock();
        var server = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await server.StartAsync();
        var address = new Uri($"{server.Urls.First()}/quickbooks");
        var options = new QuickBooksOptions
        {
            ClientId = QuickBooksSandbox.ClientId, ClientSecret = QuickBooksSandbox.ClientSecret, Authority = address, Api = address,
            Limits = limits ?? new PaceLimits(5, 1_000_000, 1_000_000), BatchLimits = limits ?? new PaceLimits(5, 1_000_000, 1_000_000), Deadline = TimeSpan.FromSeconds(20), Rest = TimeSpan.FromMilliseconds(50),
        };
        var parts = new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton<TimeProvider>(clock).AddSingleton<IAuthorizationStore, MemoryAuthorizations>()
            .AddPlatforms(new PlatformOptions { DataFolder = "", QuickBooks = options })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var fixture = new QuickBooksFixture(server, parts, company);
        fixture.Sandbox.Limits = limits is null ? new QuickBooksLimits(1_000_000, 1_000_000, 1_000_000) : new QuickBooksLimits(limits.PerMinute, limits.PerSecond, limits.PerMinute);
        fixture.Link = fixture.Link with { CustomerId = fixture.Company.IdOf("Customer", "Shop customers"), SupplierId = fixture.Company.IdOf("Vendor", "Payment provider") };
        await fixture.ConnectAsync();
        return fixture;
    }

    public string Account(string name) => Company.IdOf("Account", name);

    public string TaxCode(string name) => QuickBooksChart.TaxPrefix + Company.IdOf("TaxCode", name);

    /// <summary>As another process would see the same books: nothing is remembered of what was tried.</summary>
    public QuickBooksBooks NewBooks() => ActivatorUtilities.CreateInstance<QuickBooksBooks>(services);

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
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["redirect_uri"] = Back.AbsoluteUri, ["state"] = "state", ["organisation"] = Company.Realm, ["allow"] = "yes" });
        using var consented = await browser.PostAsync(page, form);
        var callback = QueryHelpers.ParseQuery(consented.Headers.Location!.Query);
        var tokens = (await services.GetRequiredService<OAuthClient>().ExchangeAsync(Books.App, Back, callback["code"].ToString(), "verifier", default))!;
        var organisation = (await Books.ReadOrganisationsAsync(tokens.AccessToken, name => callback[name], default)).Single();
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
