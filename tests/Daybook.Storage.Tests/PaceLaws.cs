using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class PaceLaws(StorageFixture storage)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly Duration Life = Duration.FromSeconds(2);
    private static readonly CallLimit[] Limits = [new(20, Minute), new(3, Duration.FromSeconds(1))];

    private readonly string name = Guid.NewGuid().ToString();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_two_servers_take_and_use_their_lots_no_window_holds_more_calls_than_its_limit(int seed)
    {
        var chance = new Random(seed);
        await using var second = storage.OpenAgain();
        PaceStore[] servers = [storage.Paces, new PaceStore(second, storage.Clock)];
        var held = new CallLot?[servers.Length];
        var calls = new List<Instant>();
        for (var step = 0; step < 600; step++)
        {
            storage.Clock.Now += Duration.FromMilliseconds(chance.Next(0, 400));
            var server = chance.Next(servers.Length);
            if (held[server] is not { Calls: > 0 } lot || lot.Until <= storage.Clock.Now)
            {
                held[server] = await servers[server].TakeAsync(name, Limits, chance.Next(1, 6), Life, held[server] is { Calls: > 0 } left ? left : null, default);
            }
            else
            {
                calls.Add(storage.Clock.Now);
                held[server] = lot with { Calls = lot.Calls - 1 };
            }
        }

        calls.Count.ShouldBeGreaterThan(30);
        foreach (var limit in Limits)
        {
            calls.Max(call => calls.Count(other => other >= call && other < call + limit.Within)).ShouldBeLessThanOrEqualTo(limit.Calls);
        }
    }

    [Fact]
    public async Task Servers_that_take_at_once_get_together_what_there_is()
    {
        await using var second = storage.OpenAgain();
        var other = new PaceStore(second, storage.Clock);
        var lots = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? storage.Paces : other).TakeAsync(name, [new CallLimit(20, Minute)], 3, Life, null, default)));
        lots.Sum(lot => lot.Calls).ShouldBe(20);
        lots.Where(lot => lot.Calls == 0).ShouldAllBe(lot => lot.Until == storage.Clock.Now + Life + Minute);
    }

    [Fact]
    public async Task What_nobody_used_can_be_given_back_and_taken_by_another()
    {
        var lot = await storage.Paces.TakeAsync(name, [new CallLimit(10, Minute)], 10, Life, null, default);
        lot.Calls.ShouldBe(10);
        (await storage.Paces.TakeAsync(name, [new CallLimit(10, Minute)], 10, Life, lot with { Calls = 4 }, default)).Calls.ShouldBe(4);
        (await storage.Paces.TakeAsync(name, [new CallLimit(10, Minute)], 10, Life, null, default)).Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_lot_that_counts_while_it_lives_is_free_once_it_is_given_back_or_its_time_is_over()
    {
        CallLimit[] atOnce = [new(2, Duration.Zero)];
        await using var second = storage.OpenAgain();
        var other = new PaceStore(second, storage.Clock);
        var first = await storage.Paces.TakeAsync(name, atOnce, 1, Minute, null, default);
        (await other.TakeAsync(name, atOnce, 1, Minute, null, default)).Calls.ShouldBe(1);
        (await other.TakeAsync(name, atOnce, 1, Minute, null, default)).Calls.ShouldBe(0);
        await storage.Paces.GiveBackAsync(first, default);
        (await other.TakeAsync(name, atOnce, 1, Minute, null, default)).Calls.ShouldBe(1);
        (await storage.Paces.TakeAsync(name, atOnce, 1, Minute, null, default)).Calls.ShouldBe(0);
        storage.Clock.Now += Minute;
        (await storage.Paces.TakeAsync(name, atOnce, 2, Minute, null, default)).Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_rest_is_kept_by_every_server_and_a_shorter_one_does_not_end_it()
    {
        await using var second = storage.OpenAgain();
        var until = storage.Clock.Now + Duration.FromHours(3);
        await storage.Paces.RestAsync(name, until, default);
        await new PaceStore(second, storage.Clock).RestAsync(name, storage.Clock.Now + Minute, default);
        var lot = await new PaceStore(second, storage.Clock).TakeAsync(name, Limits, 1, Life, null, default);
        (lot.Calls, lot.Until).ShouldBe((0, until));
        storage.Clock.Now = until;
        (await storage.Paces.TakeAsync(name, Limits, 1, Life, null, default)).Calls.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_server_took_whose_clock_was_a_day_ahead_keeps_nobody_waiting()
    {
        var now = storage.Clock.Now;
        storage.Clock.Now = now + Duration.FromDays(1);
        await storage.Paces.TakeAsync(name, [new CallLimit(5, Minute)], 5, Life, null, default);
        storage.Clock.Now = now;
        (await storage.Paces.TakeAsync(name, [new CallLimit(5, Minute)], 5, Life, null, default)).Calls.ShouldBe(5);
    }

    [Fact]
    public async Task What_no_limit_counts_any_more_is_forgotten_and_the_rest_is_not()
    {
        var limit = new CallLimit(5, Duration.FromDays(1));
        await storage.Paces.TakeAsync(name, [limit], 5, Life, null, default);
        storage.Clock.Now += Duration.FromHours(23);
        await storage.Paces.PurgeAsync(default);
        (await storage.Paces.TakeAsync(name, [limit], 1, Life, null, default)).Calls.ShouldBe(0);
        storage.Clock.Now += Duration.FromHours(3);
        await storage.Paces.PurgeAsync(default);
        (await storage.Paces.TakeAsync(name, [new CallLimit(5, Duration.FromDays(30))], 5, Life, null, default)).Calls.ShouldBe(5);
    }
}

public sealed class PaceOnSqlite(SqliteStorage storage) : PaceLaws(storage), IClassFixture<SqliteStorage>;

public sealed class PaceOnPostgres(PostgresStorage storage) : PaceLaws(storage), IClassFixture<PostgresStorage>;
