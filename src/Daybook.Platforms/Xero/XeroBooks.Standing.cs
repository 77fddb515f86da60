using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.Xero;

public sealed partial class XeroBooks : IStandingBooks
{
    /// <summary>How long before its day a document may seem to be made: zones and clocks differ.</summary>
    private static readonly Duration Early = Duration.FromDays(2);

    /// <summary>What carries our marks, by one call for each kind of thing that a document may have become, and the allocations of our credits.</summary>
    public async Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken)
    {
        // Nothing is made before its day: so all of it changed since then, whatever day it is dated.
        var now = clock.GetUtcNow().ToInstant();
        var first = LocalDate.Max(days.Days.Append(days.From).Min(), new LocalDate(2000, 1, 1)).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        var home = Currency.Parse((await charts.GetAsync(link.Connection, cancellationToken)).Currency);
        var standing = await new XeroStanding(calls, link.Connection, Instant.Min(first, now) - Early, home).ReadAsync(cancellationToken);
        return [.. standing.Where(one => !one.IsMarked || (DocumentNumber.TryRead(one.Number, out var day, out _) && days.Holds(day)))];
    }
}
