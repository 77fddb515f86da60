using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage;

/// <summary>Calls that some server has taken; each counts as made at the end of its lot.</summary>
internal sealed record LotRow
{
    public long Until { get; init; }

    public int Calls { get; init; }
}

internal static class LotRows
{
    /// <summary>How many calls a limit leaves, given the lots in order of their ends.</summary>
    public static int FreeOf(this CallLimit limit, List<LotRow> lots, Instant now) =>
        limit.Calls - lots.Where(lot => Columns.ToInstant(lot.Until) > now - limit.Within).Sum(lot => lot.Calls);

    /// <summary>When a limit leaves calls again; not after <paramref name="now"/> where it does.</summary>
    public static Instant NextOf(this CallLimit limit, List<LotRow> lots, Instant now)
    {
        var next = now;
        var free = limit.FreeOf(lots, now);
        foreach (var lot in lots.Where(lot => Columns.ToInstant(lot.Until) > now - limit.Within))
        {
            if (free > 0)
            {
                break;
            }

            (free, next) = (free + lot.Calls, Columns.ToInstant(lot.Until) + limit.Within);
        }

        return next;
    }
}
