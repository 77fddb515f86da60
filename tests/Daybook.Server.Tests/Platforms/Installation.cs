using System.Text;
using Daybook.Platforms.PlainText;
using Daybook.Platforms.Tryton;
using Daybook.Server.Hosting;
using Daybook.Server.Security;
using Daybook.Server.Tests.Hosting;
using Daybook.Syncing;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(TrytonServer))]

namespace Daybook.Server.Tests.Platforms;

/// <summary>A server on its embedded database with every platform's stand-in and a real Tryton beside it: it can be stopped, its database put back, and started again over the same books.</summary>
internal sealed class Installation(TestClock clock, StandIns standIns, Func<Task<TrytonLogin>> copyTryton) : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-installation-").FullName;
    private readonly List<PlatformShop> shops = [];
    private WebApplication? app;
    private TrytonLogin? trytonOwner;

    public StandIns StandIns => standIns;

    /// <param name="clock">Tells the server and the stand-ins the time.</param>
    /// <param name="tryton">Starts with the first shop whose books are there.</param>
    /// <param name="tests">The name of the tests that have a Tryton of their own.</param>
    /// <param name="database">The file that keeps what the stand-ins are told; null: none.</param>
    public static async Task<Installation> StartAsync(TestClock clock, TrytonServer tryton, string tests, string? database = null)
    {
        var installation = new Installation(clock, await StandIns.StartUnhurriedAsync(clock, database), () => tryton.CopyAsync(tests));
        await installation.RunAsync();
        return installation;
    }

    /// <summary>A shop with books on a platform; all shops of a platform share its first organisation.</summary>
    public async Task<PlatformShop> NewShopAsync(string platform, bool isJournal)
    {
        var shop = new PlatformShop(Platform(platform), isJournal) { Server = Client() };
        shops.Add(shop);
        if (platform == "tryt")
        {
            trytonOwner ??= await copyTryton();
            await shop.SignInAsync(trytonOwner with { User = TrytonCompany.User, Password = TrytonCompany.Password });
        }
        else
        {
            await shop.ConnectAsync();
        }

        await shop.ConfigureAsync(
            platform switch
            {
                "gbol" => ("OUTPUT2", "ZERORATEDOUTPUT"),
                "qhyg" => ("20.0% S", "0.0% Z"),
                "fbrh" => ("20.0", "0.0"),
                "tryt" => ("VAT 20%", "VAT 0%"),
                _ => ("liabilities:tax payable:20", "liabilities:tax payable:0"),
            },
            "2026-11-16T00:00:00Z");
        return shop;
    }

    /// <summary>A sync that asks for the latest reaches to the moment: each is a little later than the one before.</summary>
    public async Task<int> SyncAsync(PlatformShop shop, params IEnumerable<Day> days)
    {
        clock.Now += Duration.FromMinutes(1);
        foreach (var (type, records) in days.SelectMany(day => day.ByType))
        {
            await shop.PushAsync(type, records);
        }

        var status = await shop.SyncAsync();
        var code = status["syncStatusCode"]!.GetValue<int>();
        code.ShouldBeOneOf([2000, 2040], $"{status.ToJsonString()} {string.Join(" | ", (await shop.DocumentsAsync(status))["results"]!.AsArray().Where(document => document!["error"] is not null).Select(document => document!.ToJsonString()))}");
        return code;
    }

    /// <summary>What the books hold of the shop and of others that share them: number, platform's id and whether it is void, in the order of ids.</summary>
    public async Task<IReadOnlyList<string>> StandingAsync(PlatformShop shop, string platform)
    {
        var standing = await ((IStandingBooks)Platform(platform)).ReadStandingAsync(shop.Link, new DaySpan(new HashSet<LocalDate>(), new LocalDate(2026, 11, 1)), default);
        return [.. standing.Select(one => $"{one.PlatformId} {one.Number} {one.Date} {one.IsVoid}").Order(StringComparer.Ordinal)];
    }

    /// <summary>What the accounts of the books hold, by name.</summary>
    public async Task<IReadOnlyDictionary<string, decimal>> TrialBalanceAsync(PlatformShop shop, string platform)
    {
        if (platform != "hldg")
        {
            return platform == "tryt" ? await TrytonServer.BalancesAsync(trytonOwner!) : standIns.TrialBalance(platform);
        }

        var journal = await shop.Server.GetStringAsync($"/companies/{shop.Company}/connections/{shop.Connection}/ledger");
        return Sample.SampleBooks.BalancesOf(journal).Where(balance => balance.Value != 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>As if the merchant closed the books up to a day.</summary>
    public Task CloseUpToAsync(PlatformShop shop, string platform, LocalDate day)
    {
        switch (platform)
        {
            case "gbol":
                standIns.Xero.Organisations[0].PeriodLockDate = day.ToDateOnly();
                break;
            case "qhyg":
                standIns.QuickBooks.Companies[0].BookCloseDate = day.ToDateOnly();
                break;
            case "fbrh":
                standIns.FreeAgent.Companies[0].LockedTo = day.ToDateOnly();
                break;
            case "tryt":
                return TrytonServer.CloseUpToAsync(trytonOwner!, day);
            default:
                return ((PlainTextBooks)Platform(platform)).SetClosedUpToAsync(shop.Link, day, default);
        }

        return Task.CompletedTask;
    }

    /// <summary>Keeps a copy of the database as it is now.</summary>
    /// <returns>Where it lies.</returns>
    public string BackUp()
    {
        var copy = Path.Combine(folder, "copy");
        Storage.DataFolder.Copy(Data, copy);
        return copy;
    }

    /// <summary>Puts a copy of the database in the place of the database, and starts the server anew; the books are left as they are.</summary>
    public async Task RestoreAsync(string copy)
    {
        await StopAsync();
        foreach (var file in Directory.EnumerateFiles(Data, "daybook.db*"))
        {
            File.Delete(file);
        }

        File.Copy(Path.Combine(copy, "daybook.db"), Path.Combine(Data, "daybook.db"));
        await RunAsync();
        shops.ForEach(shop => shop.Server = Client());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await standIns.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private IAccountingPlatform Platform(string key) => app!.Services.GetServices<IAccountingPlatform>().Single(platform => platform.Key == key);

    private async Task RunAsync()
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = Data, ApiKey = ServerFixture.ApiKey, RunsSchedule = false, OffersTryton = true, TrytonMayBePrivate = true };
        app = DaybookApp.Build(standIns.Offered(settings), clock, Guid.NewGuid, ApiKeys.Generate, LogLevel.Warning);
        await app.StartAsync();
    }

    private async Task StopAsync()
    {
        shops.ForEach(shop => shop.Server.Dispose());
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = new Uri(app!.Urls.First()) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(ServerFixture.ApiKey)));
        return client;
    }
}
