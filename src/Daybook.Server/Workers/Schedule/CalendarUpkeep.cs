using Daybook.Storage;
using Quartz;

namespace Daybook.Server.Workers.Schedule;

/// <summary>Gives every company that is to be synced a place in the calendar: after a start, a restored backup, or a place that was lost on the way.</summary>
[DisallowConcurrentExecution]
internal sealed class CalendarUpkeep(ScheduleStore schedules, SyncCalendar calendar) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);
    public static readonly TriggerKey Trigger = new("calendar upkeep");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await calendar.PlaceMissingAsync(context.Scheduler, await schedules.ListScheduledAsync(cancellationToken), cancellationToken);
}
