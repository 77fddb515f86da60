using System.Collections.Concurrent;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>Remembers for a minute what a merchant can choose from: platforms count every call, and a merchant turns many pages.</summary>
/// <remarks>Whatever a merchant sends is checked against the books as they are then.</remarks>
internal sealed class ChartMemory(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);
    private const int Most = 1000;

    private readonly ConcurrentDictionary<Guid, (Chart Chart, DateTimeOffset ReadAt)> charts = [];

    /// <summary>The chart as it was lately.</summary>
    public async Task<Chart> RecallAsync(IAccountingPlatform platform, PlatformLink link, CancellationToken cancellationToken) =>
        charts.TryGetValue(link.Connection, out var known) && clock.GetUtcNow() - known.ReadAt < Remembered ? known.Chart : await ReadAsync(platform, link, cancellationToken);

    /// <summary>The chart as it is now.</summary>
    public async Task<Chart> ReadAsync(IAccountingPlatform platform, PlatformLink link, CancellationToken cancellationToken)
    {
        var chart = await platform.ReadChartAsync(link, cancellationToken);
        if (platform.LinksAtOnce)
        {
            // It is at hand, and costs nobody a call.
            return chart;
        }

        if (charts.Count >= Most)
        {
            charts.Clear();
        }

        charts[link.Connection] = (chart, clock.GetUtcNow());
        return chart;
    }

    /// <summary>The chart is known to have changed.</summary>
    public void Forget(Guid connection) => charts.TryRemove(connection, out _);
}
