using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.Http;

/// <summary>Turns out of limits that all servers keep together, from lots that this server has taken.</summary>
internal sealed class SharedTurns : IDisposable
{
    private const int LargestLot = 50;
    private const int LotsInALimit = 4;
    private static readonly Duration LongestLife = Duration.FromSeconds(2);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    private readonly ISharedPace pace;
    private readonly string name;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<CallLimit> limits;
    private readonly int lotSize;
    private readonly Duration life;
    private readonly SemaphoreSlim gate = new(1);
    private CallLot lot = new(0, 0, Instant.MinValue);
    private int left;

    private SharedTurns(ISharedPace pace, string name, IReadOnlyList<CallLimit> limits, TimeProvider time)
    {
        this.pace = pace;
        this.name = name;
        this.limits = limits;
        this.time = time;
        lotSize = Math.Clamp(limits.Min(limit => limit.Calls) / LotsInALimit, 1, LargestLot);
        life = Duration.Min(LongestLife, limits.Min(limit => limit.Within) / LotsInALimit);
    }

    private Instant Now => time.GetUtcNow().ToInstant();

    /// <returns>Null where nothing is limited.</returns>
    public static SharedTurns? Of(ISharedPace pace, string name, PaceLimits limits, TimeProvider time)
    {
        List<CallLimit> all =
        [
            new(limits.PerSecond, Duration.FromSeconds(1)), new(limits.PerMinute, Duration.FromMinutes(1)), new(limits.PerHour, Duration.FromHours(1)), new(limits.PerDay, Duration.FromDays(1)),
        ];
        all.RemoveAll(limit => limit.Calls == int.MaxValue);
        return all.Count == 0 ? null : new SharedTurns(pace, name, all, time);
    }

    /// <summary>Takes one turn and returns null; or says how long to wait before asking again.</summary>
    public async Task<TimeSpan?> TakeAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (left == 0 || Now >= lot.Until)
            {
                var unused = left > 0 ? lot with { Calls = left } : null;
                left = 0;
                lot = await pace.TakeAsync(name, limits, lotSize, life, unused, cancellationToken);
                left = lot.Calls;
            }

            if (left > 0)
            {
                left--;
                return null;
            }

            var wait = (lot.Until - Now).ToTimeSpan();
            return wait > ShortestWait ? wait : ShortestWait;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Tells all servers to leave it alone; what they have taken already they may still use up.</summary>
    public async Task RestAsync(Duration rest, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            left = 0;
            await pace.RestAsync(name, Now + rest, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
