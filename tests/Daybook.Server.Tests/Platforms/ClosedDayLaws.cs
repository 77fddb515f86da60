using Daybook.Server.Tests.Hosting;
using Daybook.Testing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Platforms;

/// <summary>A lock date in the middle of the days that a sync reaches over.</summary>
public sealed class ClosedDayLaws(TrytonServer tryton)
{
    private readonly TestClock clock = new();

    [Theory]
    [MemberData(nameof(EveryPlatform.InBothPresentations), MemberType = typeof(EveryPlatform))]
    public async Task What_belongs_to_closed_days_stands_on_the_first_open_one(string platform, bool isJournal)
    {
        await using var server = await Installation.StartAsync(clock, tryton, nameof(ClosedDayLaws));
        var shop = await server.NewShopAsync(platform, isJournal);
        await server.CloseUpToAsync(shop, platform, new LocalDate(2026, 11, 18));
        (await server.SyncAsync(shop, new Day().Sale("a", 17, 12), new Day().Sale("b", 18, 6, "Cash").Fee("a", 18, 0.39m), new Day().Sale("c", 19, 24))).ShouldBe(2000);
        var balance = await server.TrialBalanceAsync(shop, platform);
        balance.Single(account => account.Key.EndsWith("M Sales", StringComparison.Ordinal)).Value.ShouldBe(-35m);
        var standing = await server.StandingAsync(shop, platform);
        standing.ShouldNotBeEmpty();
        standing.ShouldAllBe(one => one.Contains("19 November 2026", StringComparison.Ordinal));
        (await server.SyncAsync(shop)).ShouldBe(2040);
    }
}
