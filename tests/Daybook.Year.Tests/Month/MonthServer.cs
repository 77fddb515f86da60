using System.Text;
using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.Http;
using Daybook.Platforms.QuickBooks;
using Daybook.Platforms.Tryton;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.Xero;
using Daybook.Server.Hosting;
using Daybook.Syncing;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daybook.Year.Tests.Month;

/// <summary>A server that offers every platform, with their stand-ins and a real Tryton beside it.</summary>
public sealed class MonthServer : IAsyncLifetime
{
    private const string ApiKey = "test-key";
    private static readonly PaceLimits Unhurried = new(5, 1_000_000, 1_000_000);

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-month-").FullName;
    private readonly TrytonServer tryton = new();
    private WebApplication? sandbox;
    private WebApplication? app;

    internal HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(10) };

    internal XeroSandbox Xero => sandbox!.Services.GetRequiredService<XeroSandbox>();

    internal QuickBooksSandbox QuickBooks => sandbox!.Services.GetRequiredService<QuickBooksSandbox>();

    internal FreeAgentSandbox FreeAgent => sandbox!.Services.GetRequiredService<FreeAgentSandbox>();

    internal TrytonServer Tryton => tryton;

    public async ValueTask InitializeAsync()
    {
        var clock = new StandingClock();
        sandbox = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await sandbox.StartAsync();

        // Time stands still: a rest that a stand-in asked for would never end.
        Xero.Limits = new XeroLimits(1_000, 1_000_000, 1_000_000);
        QuickBooks.Limits = new QuickBooksLimits(1_000_000, 1_000_000, 1_000_000);
        FreeAgent.Limits = new FreeAgentLimits(1_000_000, 1_000_000, 1_000_000);
        var address = sandbox.Urls.First();
        var intuit = new Uri($"{address}/quickbooks");
        app = DaybookApp.Build(
            new DaybookSettings
            {
                Url = new Uri("http://127.0.0.1:0"),
                DataFolder = folder,
                ApiKey = ApiKey,
                RunsSchedule = false,
                OffersTryton = true,
                TrytonMayBePrivate = true,
                Xero = new XeroOptions
                {
                    ClientId = XeroSandbox.ClientId, ClientSecret = XeroSandbox.ClientSecret, Authority = new Uri($"{address}/xero/identity"), Api = new Uri($"{address}/xero"), Limits = Unhurried,
                },
                QuickBooks = new QuickBooksOptions { ClientId = QuickBooksSandbox.ClientId, ClientSecret = QuickBooksSandbox.ClientSecret, Authority = intuit, Api = intuit, Limits = Unhurried, BatchLimits = Unhurried },
                FreeAgent = new FreeAgentOptions { ClientId = FreeAgentSandbox.ClientId, ClientSecret = FreeAgentSandbox.ClientSecret, Api = new Uri($"{address}/freeagent"), Limits = Unhurried },
            },
            clock,
            Guid.NewGuid,
            () => "not used");
        await app.StartAsync();
        Http.BaseAddress = new Uri(app.Urls.First());
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(ApiKey)));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var server in new[] { app, sandbox }.OfType<WebApplication>())
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        await tryton.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the platforms' reports say.</summary>
    internal TrialBalances Reports => new(new Uri(sandbox!.Urls.First()), app!.Services.GetRequiredService<IAuthorizationStore>());

    /// <summary>The books of a platform, to look at and to add accounts to.</summary>
    internal IAccountingPlatform Platform(string key) => app!.Services.GetServices<IAccountingPlatform>().Single(platform => platform.Key == key);

    /// <summary>Where the plain-text books of a connection begin.</summary>
    internal string JournalOf(Guid company, Guid connection) => Path.Combine(folder, "books", company.ToString(), connection.ToString(), "main.journal");

    /// <summary>Stands still after the month.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2011, 1, 10, 0, 0, 0, TimeSpan.Zero);
    }
}
