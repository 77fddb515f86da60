using Daybook.Server.Tests.Platforms;
using Daybook.Testing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Hosting;

/// <summary>Yesterday's database under today's books.</summary>
public sealed class RestoreLaws(TrytonServer tryton)
{
    private readonly TestClock clock = new() { Now = Instant.FromUtc(2026, 11, 21, 8, 0) };

    private static Day First => new Day().Sale("a", 18, 12).Sale("b", 18, 6, "Cash").Fee("a", 18, 0.39m).Exchange("x", 18, 9, 4);

    private static Day Second => new Day().Sale("c", 19, 24).Sale("d", 19, 18).Sale("b", 18, 12, "Cash", modified: 19).Sale("back", 19, -3, "Cash").Exchange("y", 19, 8, 3).Fee("c", 19, 0.5m).Payout("out", 19, 30);

    [Theory]
    [MemberData(nameof(EveryPlatform.InBothPresentations), MemberType = typeof(EveryPlatform))]
    public async Task Pushed_again_after_a_restore_nothing_is_written_twice(string platform, bool isJournal)
    {
        await using var server = await Installation.StartAsync(clock, tryton, nameof(RestoreLaws));
        var shop = await server.NewShopAsync(platform, isJournal);
        await server.SyncAsync(shop, First);
        var copy = server.BackUp();
        await server.SyncAsync(shop, Second);
        var (standing, balance) = (await server.StandingAsync(shop, platform), await server.TrialBalanceAsync(shop, platform));

        await server.RestoreAsync(copy);
        (await server.SyncAsync(shop, First, Second)).ShouldBe(2000);

        (await server.StandingAsync(shop, platform)).ShouldBe(standing);
        (await server.TrialBalanceAsync(shop, platform)).ShouldBe(balance, ignoreOrder: true);
        (await server.SyncAsync(shop, Second)).ShouldBe(2040);
    }

    [Theory]
    [MemberData(nameof(EveryPlatform.Keys), MemberType = typeof(EveryPlatform))]
    public async Task Where_the_records_say_otherwise_after_a_restore_the_books_are_those_of_a_company_that_lost_nothing(string platform)
    {
        var changed = new Day().Sale("d", 19, 15, modified: 20).Sale("e", 19, 3);
        await using var server = await Installation.StartAsync(clock, tryton, nameof(RestoreLaws));
        await using var other = await Installation.StartAsync(clock, tryton, nameof(RestoreLaws));
        var (lost, spared) = (await server.NewShopAsync(platform, false), await other.NewShopAsync(platform, false));
        await server.SyncAsync(lost, First);
        await other.SyncAsync(spared, First);
        var copy = server.BackUp();
        await server.SyncAsync(lost, Second);
        await other.SyncAsync(spared, Second);
        await other.SyncAsync(spared, changed);

        await server.RestoreAsync(copy);
        (await server.SyncAsync(lost, First, Second, changed)).ShouldBe(2000);

        (await server.TrialBalanceAsync(lost, platform)).ShouldBe(await other.TrialBalanceAsync(spared, platform), ignoreOrder: true);
        (await server.SyncAsync(lost, Second)).ShouldBe(2040);
    }
}
