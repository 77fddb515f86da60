using System.Diagnostics;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Workers.Schedule;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Npgsql;
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
    public async Task However_many_syncs_end_while_another_server_is_at_the_calendar_few_connections_wait_for_it()
    {
        const int many = 100;
        database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await StartAsync();
        var (calendar, places) = (await CalendarAsync(), servers[0].Services.GetRequiredService<SyncCalendar>());
        var (companies, at) = (Enumerable.Range(0, many).Select(_ => Guid.NewGuid()).ToList(), TimeProvider.System.GetUtcNow().AddDays(1).ToInstant());
        await using var another = await HeldCalendar.TakeAsync(database);

        var placed = Task.WhenAll(companies.Select(company => places.PlaceAsync(calendar, company, at, default)));
        await another.WaitForOthersAsync(Patience);
        (await another.CountWaitingAsync()).ShouldBeLessThan(10);
        placed.IsCompleted.ShouldBeFalse();
        await another.LeaveAsync();

        await placed;
        foreach (var company in companies)
        {
            await TurnAsync(calendar, company.ToString(), turn => turn > clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_company_whose_turn_was_lost_with_a_server_gets_another()
    {
        var api = await StartAsync();
        var company = await NewCompanyAsync(api);
        await SyncedAsync(api, [company]);
        var calendar = await CalendarAsync();
        await TurnAsync(calendar, company, turn => turn > clock.GetUtcNow());
        (await calendar.DeleteJob(new JobKey(company, "company"))).ShouldBeTrue();

        var upkeep = (await calendar.GetTrigger(CalendarUpkeep.Trigger)).ShouldNotBeNull();
        (upkeep.GetFireTimeAfter(clock.GetUtcNow())!.Value - clock.GetUtcNow()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(2));
        await calendar.TriggerJob(upkeep.JobKey);

        await TurnAsync(calendar, company, turn => turn > clock.GetUtcNow());
        (await SyncsAsync(api, company)).ShouldBe([2000]);
    }

    [Fact]
    public async Task A_platform_that_is_switched_off_on_one_server_is_off_on_all_and_switched_on_again_its_companies_have_their_turn_at_once()
    {
        database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        var (first, second) = (await StartAsync(), await StartAsync());
        (await second.SendJsonAsync(HttpMethod.Put, "/integrations/hldg/continuousSync", """{"enabled":false}""")).Ok();
        var company = await NewCompanyAsync(first);
        var calendar = await CalendarAsync();
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
        var calendar = await CalendarAsync();
        await TurnAsync(calendar, company, turn => turn > next);
        (await watch.LookAsync(default)).ShouldBeTrue();

        await TurnAsync(calendar, company, turn => turn > clock.GetUtcNow() && turn <= next);
        (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok()["nextSyncUtc"]!.GetValue<DateTimeOffset>().ShouldBe(next);
        (await SyncsAsync(api, company)).ShouldBe([2040, 2000]);
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

    private async Task<IScheduler> CalendarAsync() => await servers[0].Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

    private static async Task TurnAsync(IScheduler calendar, string company, Func<DateTimeOffset, bool> isRight)
    {
        var waited = Stopwatch.StartNew();
        while ((await calendar.GetTrigger(new TriggerKey(company, "company")))?.NextFireTimeUtc is not { } turn || !isRight(turn))
        {
            waited.Elapsed.ShouldBeLessThan(Patience, "Its turn is not where it should be.");
            await Task.Delay(50);
        }
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

    /// <summary>The calendar, locked as by another server.</summary>
    private sealed class HeldCalendar(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public static async Task<HeldCalendar> TakeAsync(string database)
        {
            var source = NpgsqlDataSource.Create(database);
            var connection = await source.OpenConnectionAsync();
            var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("lock table qrtz_locks in access exclusive mode", connection, transaction);
            await command.ExecuteNonQueryAsync();
            return new HeldCalendar(source, connection, transaction);
        }

        public async Task<long> CountWaitingAsync()
        {
            await using var command = source.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
            return (long)(await command.ExecuteScalarAsync())!;
        }

        /// <summary>Waits until others wait, and no more of them come.</summary>
        public async Task WaitForOthersAsync(TimeSpan patience)
        {
            var waited = Stopwatch.StartNew();
            for (var (before, now) = (-1L, 0L); before != now || now == 0; (before, now) = (now, await CountWaitingAsync()))
            {
                waited.Elapsed.ShouldBeLessThan(patience, "Nobody waits for the calendar.");
                await Task.Delay(500);
            }
        }

        public Task LeaveAsync() => transaction.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
            await source.DisposeAsync();
        }
    }

    /// <summary>The system's clock, set wrong.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
    }
}
