using Daybook.Server.Requests;
using NodaTime;

namespace Daybook.Server.Security;

/// <summary>Keeps visitors from guessing: after ten misses within a minute one is not listened to until a minute has passed since the last of them.</summary>
internal sealed class GuessLimit(TimeProvider clock)
{
    private const int Most = 10;
    private const int MostVisitors = 10_000;
    private static readonly Duration Window = Duration.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Misses, Instant Last)> visitors = new(StringComparer.Ordinal);

    public bool MayTry(string visitor)
    {
        lock (gate)
        {
            return MissesOf(visitor) < Most;
        }
    }

    public void Missed(string visitor)
    {
        lock (gate)
        {
            var now = clock.Now();
            if (visitors.Count >= MostVisitors)
            {
                Forget(now);
            }

            visitors[visitor] = (MissesOf(visitor) + 1, now);
        }
    }

    private int MissesOf(string visitor) => visitors.TryGetValue(visitor, out var known) && clock.Now() - known.Last < Window ? known.Misses : 0;

    /// <summary>Forgets those whose time is over; where that is not enough, everybody: a crowd must not fill the memory.</summary>
    private void Forget(Instant now)
    {
        foreach (var (visitor, known) in visitors)
        {
            if (now - known.Last >= Window)
            {
                visitors.Remove(visitor);
            }
        }

        if (visitors.Count >= MostVisitors)
        {
            visitors.Clear();
        }
    }
}
