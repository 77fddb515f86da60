using System.Text;
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

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-month-").FullName;
    private readonly TrytonServer tryton = new();
    private StandIns? standIns;
    private WebApplication? app;

    internal HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(10) };

    internal StandIns StandIns => standIns!;

    internal TrytonServer Tryton => tryton;

    public async ValueTask InitializeAsync()
    {
        var clock = new StandingClock();
        standIns = await StandIns.StartUnhurriedAsync(clock);
        app = DaybookApp.Build(
            new DaybookSettings
            {
                Url = new Uri("http://127.0.0.1:0"),
                DataFolder = folder,
                ApiKey = ApiKey,
                RunsSchedule = false,
                OffersTryton = true,
                TrytonMayBePrivate = true,
                Xero = standIns.XeroApp,
                QuickBooks = standIns.QuickBooksApp,
                FreeAgent = standIns.FreeAgentApp,
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
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await StandIns.DisposeAsync();
        await tryton.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the platforms' reports say.</summary>
    internal TrialBalances Reports => new(StandIns.Address, app!.Services.GetRequiredService<IAuthorizationStore>());

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
