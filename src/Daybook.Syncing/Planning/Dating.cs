using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Says on which business day a difference is booked. What was never in the books belongs to the day the record was created, however late it came;
/// a change of what is in the books belongs to the day of the change.
/// </summary>
internal sealed class Dating(BusinessDay days, Instant from, Instant to)
{
    public const string BeforeStart = "It was created before the start date, from which on the books are kept.";
    public const string AfterEnd = "Its business day is not over yet; the sync that reaches it will book it.";

    /// <summary>The day of a difference, or why it is not booked by this sync.</summary>
    /// <param name="record">The record's number.</param>
    /// <param name="created">The record's created date; null only where it is in the books already.</param>
    /// <param name="changed">When it, or what its effect depends on, last changed; null where only the shop's catalogue did.</param>
    /// <param name="firstDay">The day it was first booked on, or null.</param>
    /// <param name="date">The day.</param>
    /// <param name="deferral">Where there is no day: what the record waits for.</param>
    public bool TryDate(long record, Instant? created, Instant? changed, LocalDate? firstDay, out LocalDate date, out Deferral deferral)
    {
        date = default;
        deferral = default;
        var moment = firstDay is null ? created ?? Instant.MinValue : changed ?? to - Duration.Epsilon;
        if (firstDay is null && moment < from)
        {
            deferral = new Deferral(record, RecordState.Pending, Instant.MaxValue, BeforeStart);
            return false;
        }

        if (moment >= to)
        {
            deferral = new Deferral(record, RecordState.Pending, moment, AfterEnd);
            return false;
        }

        date = firstDay is { } first ? LocalDate.Max(first, days.Of(moment)) : days.Of(moment);
        return true;
    }
}
