using System.Diagnostics;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Workers.Schedule;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Schedule;

/// <summary>The scheduler itself, on the real clock: what is due runs without anyone asking, once, whatever the number of servers.</summary>
public sealed class CalendarLaws : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-calendar-").FullName;
    private readonly List<WebApplication> servers = [];
    private readonly ShiftedClock clock = new();
    private string? database;

    [Fact]
    public async Task A_company_that_is_configured_is_synced_up_to_the_last_close_of_its_day_without_being_asked()
    {
        var api = await StartAsync();
        var company = await NewCompanyAsync(api);

        await SyncedAsync(api, [company]);

        (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok()["nextSyncUtc"]!.GetValue<DateTime>().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task A_calendar_that_was_lost_is_made_anew_at_the_next_start()
    {
        var api = await StartAsync();
        var company = await NewCompanyAsync(api, enable: false);
        (await api.ConfigureAsync(company, """{"enable":true}""")).Ok();
        await StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(folder, "schedule.db*"))
        {
            File.Delete(file);
        }

        await SyncedAsync(await StartAsync(), [company]);
    }

    [Fact]
    public async Task Two_servers_on_one_database_sync_each_company_once_also_when_one_of_them_stops()
    {
        database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        var (first, second) = (await StartAsync(), await StartAsync());
        var companies = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            companies.Add(await NewCompanyAsync(i % 2 == 0 ? first : second));
            if (i == 12)
            {
                await servers[0].StopAsync();
                first = second;
            }
        }

        await SyncedAsync(second, companies);

        foreach (var company in companies)
        {
            (await SyncsAsync(second, company)).ShouldBe([2000]);
        }
    }

    [Fact]
    public async Task A_platform_that_is_switched_off_on_one_server_is_off_on_all_and_switched_on_again_its_companies_have_their_turn_at_once()
    {
        database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        var (first, second) = (await StartAsync(), await StartAsync());
        (await second.SendJsonAsync(HttpMethod.Put, "/integrations/hldg/continuousSync", """{"enabled":false}""")).Ok();
        var company = await NewCompanyAsync(first);
        var calendar = await servers[0].Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var waited = Stopwatch.StartNew();
        while (await calendar.Exists(new JobKey(company, "company")))
        {
            waited.Elapsed.ShouldBeLessThan(Patience, "Its turn did not come to nothing.");
            await Task.Delay(50);
        }

        (await SyncsAsync(second, company)).ShouldBeEmpty();

        (await second.SendJsonAsync(HttpMethod.Put, "/integrations/hldg/continuousSync", """{"enabled":true}""")).Ok();
        await SyncedAsync(first, [company]);
        (await SyncsAsync(first, company)).ShouldBe([2000]);
    }

    [Fact]
    public async Task A_clock_that_runs_a_day_ahead_and_is_set_back_costs_no_company_its_turn()
    {
        var api = await StartAsync();
        var company = await NewCompanyAsync(api);
        await SyncedAsync(api, [company]);
        var next = (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok()["nextSyncUtc"]!.GetValue<DateTimeOffset>();

        clock.Offset = TimeSpan.FromDays(1);
        await SyncedAsync(api, [company], count: 2);
        (await SyncsAsync(api, company)).ShouldBe([2040, 2000]);
        var watch = servers[0].Services.GetRequiredService<ClockWatch>();
        (await watch.LookAsync(default)).ShouldBeFalse();
        clock.Offset = TimeSpan.Zero;
        var calendar = await servers[0].Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await TurnAsync(turn => turn > next);
        (await watch.LookAsync(default)).ShouldBeTrue();

        await TurnAsync(turn => turn > clock.GetUtcNow() && turn <= next);
        (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok()["nextSyncUtc"]!.GetValue<DateTimeOffset>().ShouldBe(next);
        (await SyncsAsync(api, company)).ShouldBe([2040, 2000]);

        async Task TurnAsync(Func<DateTimeOffset, bool> isRight)
        {
            var waited = Stopwatch.StartNew();
            while ((await calendar.GetTrigger(new TriggerKey(company, "company")))?.NextFireTimeUtc is not { } turn || !isRight(turn))
            {
                waited.Elapsed.ShouldBeLessThan(Patience, "Its turn is not where it should be.");
                await Task.Delay(50);
            }
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (database is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<Api> StartAsync()
    {
        var settings = new DaybookSettings
        {
            Url = new Uri("http://127.0.0.1:0"), DataFolder = folder, Database = database, ApiKey = ServerFixture.ApiKey, ScheduleSpreadMinutes = 0,
        };
        var app = DaybookApp.Build(settings, clock, Guid.NewGuid, () => "not used", LogLevel.Warning);
        servers.Add(app);
        await app.StartAsync();
        return new Api(new Uri(app.Urls.First()), ServerFixture.ApiKey);
    }

    private async Task StopAsync()
    {
        foreach (var server in servers)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        servers.Clear();
    }

    private static async Task<string> NewCompanyAsync(Api api, bool enable = true)
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd'T'00:00:00'Z'", null);
        (await api.PushAsync(company, "commerce-orders", $$"""
            {"orders":[{"id":"a","currency":"GBP","createdDate":"{{yesterday}}","totalAmount":5.00,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
            """)).Ok();
        (await api.ConfigureAsync(company, $$"""
            {"enable":{{(enable ? "true" : "false")}},"schedule":{"startDate":"{{yesterday}}","selectedFrequency":"Daily"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false} } }
            """)).Ok();
        return company;
    }

    private static async Task SyncedAsync(Api api, IEnumerable<string> companies, int count = 1)
    {
        var waited = Stopwatch.StartNew();
        foreach (var company in companies)
        {
            while ((await SyncsAsync(api, company)) is not [.., 2000] all || all.Count < count || all[0] < 2000)
            {
                waited.Elapsed.ShouldBeLessThan(Patience, $"{company} was not synced: {string.Join(", ", await SyncsAsync(api, company))}");
                await Task.Delay(50);
            }
        }
    }

    private static async Task<List<int>> SyncsAsync(Api api, string company) =>
        (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/list/status")).Ok().AsArray().Select(sync => sync!["syncStatusCode"]!.GetValue<int>()).ToList();

    /// <summary>The system's clock, set wrong.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
    }
}
