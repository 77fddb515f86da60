using Daybook.Platforms.Http;
using Daybook.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Http;

public sealed class PaceTests
{
    private readonly SteppingClock clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_minutes_calls_go_at_once_and_the_next_waits_for_the_first_to_be_a_minute_old()
    {
        using var pace = new Pace(new PaceLimits(10, 3, 100), clock);
        for (var i = 0; i < 3; i++)
        {
            (await pace.EnterAsync(Cancel)).Dispose();
        }

        clock.Waited.ShouldBe(TimeSpan.Zero);
        (await pace.EnterAsync(Cancel)).Dispose();
        clock.Waited.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task No_window_of_a_minute_ever_holds_more_than_its_limit()
    {
        using var pace = new Pace(new PaceLimits(10, 5, 1_000), clock);
        var calls = new List<DateTimeOffset>();
        for (var i = 0; i < 40; i++)
        {
            (await pace.EnterAsync(Cancel)).Dispose();
            calls.Add(clock.GetUtcNow());
            clock.Step(TimeSpan.FromSeconds(i % 7));
        }

        calls.ShouldAllBe(call => calls.Count(other => other >= call && other < call.AddMinutes(1)) <= 5);
    }

    [Fact]
    public async Task A_days_limit_is_not_waited_for()
    {
        using var pace = new Pace(new PaceLimits(10, 100, 2), clock);
        (await pace.EnterAsync(Cancel)).Dispose();
        (await pace.EnterAsync(Cancel)).Dispose();
        (await Should.ThrowAsync<PlatformUnavailableException>(() => pace.EnterAsync(Cancel))).Message.ShouldContain("1440 minutes");
        clock.Waited.ShouldBe(TimeSpan.Zero);
        clock.Step(TimeSpan.FromDays(1));
        (await pace.EnterAsync(Cancel)).Dispose();
    }

    [Fact]
    public async Task A_rest_that_the_platform_asks_for_is_kept()
    {
        using var pace = new Pace(new PaceLimits(10, 100, 100), clock);
        await pace.RestAsync(TimeSpan.FromSeconds(22), Cancel);
        (await pace.EnterAsync(Cancel)).Dispose();
        clock.Waited.ShouldBe(TimeSpan.FromSeconds(22));
        await pace.RestAsync(TimeSpan.FromHours(3), Cancel);
        await Should.ThrowAsync<PlatformUnavailableException>(() => pace.EnterAsync(Cancel));
    }

    [Fact]
    public async Task No_more_calls_are_on_their_way_than_allowed_and_a_refused_one_gives_its_place_back()
    {
        using var pace = new Pace(new PaceLimits(2, 100, 3), clock);
        var first = await pace.EnterAsync(Cancel);
        var second = await pace.EnterAsync(Cancel);
        var third = pace.EnterAsync(Cancel);
        third.IsCompleted.ShouldBeFalse();
        first.Dispose();
        first.Dispose();
        (await third).Dispose();
        await Should.ThrowAsync<PlatformUnavailableException>(() => pace.EnterAsync(Cancel));
        await Should.ThrowAsync<PlatformUnavailableException>(() => pace.EnterAsync(Cancel));
        second.Dispose();
    }

    /// <summary>Time passes by being waited for.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

        public TimeSpan Waited { get; private set; }

        public override DateTimeOffset GetUtcNow() => now;

        public void Step(TimeSpan time) => now += time;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited += dueTime;
            Step(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
