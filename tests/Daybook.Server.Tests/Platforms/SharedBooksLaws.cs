using Daybook.Server.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Platforms;

/// <summary>Two shops that keep one set of books.</summary>
public sealed class SharedBooksLaws(TrytonServer tryton)
{
    private readonly TestClock clock = new();

    private static Day Sales => new Day().Sale("a", 18, 12).Sale("b", 18, 6, "Cash").Exchange("x", 18, 9, 4).Fee("a", 18, 0.39m).Payout("out", 18, 11);

    [Theory]
    [MemberData(nameof(EveryPlatform.SharedInBothPresentations), MemberType = typeof(EveryPlatform))]
    public async Task Shops_that_share_books_each_write_what_is_theirs_and_take_nothing_from_each_other(string platform, bool isJournal)
    {
        await using var server = await Installation.StartAsync(clock, tryton, nameof(SharedBooksLaws));
        var (first, second) = (await server.NewShopAsync(platform, isJournal), await server.NewShopAsync(platform, isJournal));
        await server.SyncAsync(first, Sales);
        var once = await server.TrialBalanceAsync(first, platform);
        var copy = server.BackUp();
        await server.SyncAsync(second, Sales);
        var twice = once.ToDictionary(account => account.Key, account => 2 * account.Value);
        (await server.TrialBalanceAsync(first, platform)).ShouldBe(twice, ignoreOrder: true);

        await server.RestoreAsync(copy);
        (await server.SyncAsync(first, Sales)).ShouldBe(2040);
        (await server.SyncAsync(second, Sales)).ShouldBe(2000);
        (await server.TrialBalanceAsync(first, platform)).ShouldBe(twice, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(EveryPlatform.Shared), MemberType = typeof(EveryPlatform))]
    public async Task Shops_that_sync_at_the_same_moment_do_not_stand_in_each_others_way(string platform)
    {
        await using var server = await Installation.StartAsync(clock, tryton, nameof(SharedBooksLaws));
        var (first, second) = (await server.NewShopAsync(platform, false), await server.NewShopAsync(platform, false));
        await server.SyncAsync(first, Sales);
        var once = await server.TrialBalanceAsync(first, platform);
        var more = new Day().Sale("c", 19, 24).Sale("d", 19, 18, "Cash").Payout("more", 19, 20);
        await server.SyncAsync(second, Sales);
        await Task.WhenAll(server.SyncAsync(first, more), server.SyncAsync(second, more));
        var all = await server.TrialBalanceAsync(first, platform);
        (await server.SyncAsync(first, more)).ShouldBe(2040);
        (await server.SyncAsync(second, more)).ShouldBe(2040);
        all.ShouldBe(await server.TrialBalanceAsync(first, platform), ignoreOrder: true);
        all["M Sales"].ShouldBe((2 * once["M Sales"]) - (2 * 35m));
        all["M Card"].ShouldBe((2 * once["M Card"]) + (2 * 4m));
    }
}
