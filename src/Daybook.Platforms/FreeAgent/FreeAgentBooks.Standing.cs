using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.FreeAgent;

public sealed partial class FreeAgentBooks : IStandingBooks
{
    /// <summary>What carries our marks, by one call for each kind of thing and each bank account; and payments, transfers and credits set off, which may be ours and carry none.</summary>
    public async Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var from = LocalDate.Max(days.Days.Append(days.From).Min(), new LocalDate(2000, 1, 1));
        var standing = await new FreeAgentInventory(calls, link.Connection, chart, from, Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date).ReadAsync(cancellationToken);
        return [.. standing.Where(one => !one.IsMarked || (DocumentNumber.TryRead(one.Number, out var day, out _) && days.Holds(day)))];
    }
}
