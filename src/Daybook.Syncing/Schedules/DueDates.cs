using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>When the syncs of a company are due: at the end of each business day or, where it syncs monthly, of the last business day of each month.</summary>
public sealed class DueDates
{
    private readonly BusinessDay days;
    private readonly bool isMonthly;

    public DueDates(SyncSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        days = schedule.BusinessDay;
        isMonthly = schedule.Frequency == SyncSchedule.Monthly;
    }

    /// <summary>The first due moment after another.</summary>
    public Instant After(Instant moment)
    {
        var day = days.Of(moment);
        return days.StartOf(isMonthly ? day.With(DateAdjusters.StartOfMonth).PlusMonths(1) : day.PlusDays(1));
    }

    /// <summary>The last due moment up to another, which it may be itself.</summary>
    public Instant LastUpTo(Instant moment)
    {
        var day = days.Of(moment);
        return days.StartOf(isMonthly ? day.With(DateAdjusters.StartOfMonth) : day);
    }
}
