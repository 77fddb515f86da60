using Daybook.Server.Requests;
using Daybook.Storage;
using NodaTime;

namespace Daybook.Server.Workers.Schedule;

/// <summary>Notices that the clock was set back: places in the calendar were then given by a clock that was ahead, and would come too late.</summary>
internal sealed class ClockWatch(ScheduleStore schedules, SyncCalendar calendar, TimeProvider clock, ILogger<ClockWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // Less is what clocks are set right by all the time.
    private static readonly Duration Least = Duration.FromMinutes(1);

    private Instant seen = clock.Now();
    private long passed = clock.GetTimestamp();

    /// <summary>Looks at the clock; where it was set back since the last look, every company is looked at anew.</summary>
    /// <returns>Whether it was set back.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var (now, timestamp) = (clock.Now(), clock.GetTimestamp());
        var back = seen + Duration.FromTimeSpan(clock.GetElapsedTime(passed, timestamp)) - now;
        if (back >= Least)
        {
            log.LogWarning("The clock was set back by {Minutes} minutes: all companies are looked at anew", (long)back.TotalMinutes);
            await calendar.LookNowAsync(await schedules.ListScheduledAsync(cancellationToken), cancellationToken);
        }

        (seen, passed) = (now, timestamp);
        return back >= Least;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    log.LogError(fault, "Companies could not be looked at anew; the next look tries again");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
