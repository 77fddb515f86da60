using System.Collections.Concurrent;
using Daybook.Syncing;

namespace Daybook.Platforms.Http;

/// <summary>The pace of each set of books on a platform, within the pace of all of them together.</summary>
internal sealed class Paces : IDisposable
{
    private readonly ConcurrentDictionary<string, Pace> paces = new(StringComparer.Ordinal);
    private readonly Func<string, Pace> newPace;
    private readonly Pace together;

    /// <param name="each">The limits of one organisation.</param>
    /// <param name="all">The limits of all together.</param>
    /// <param name="time">The time.</param>
    public Paces(PaceLimits each, PaceLimits all, TimeProvider time)
    {
        newPace = _ => new Pace(each, time);
        together = new Pace(all, time);
    }

    /// <inheritdoc cref="Paces(PaceLimits, PaceLimits, TimeProvider)"/>
    /// <param name="platform">The platform's key, under which all servers keep the limits.</param>
    /// <param name="each">The limits of one organisation.</param>
    /// <param name="all">The limits of all together.</param>
    /// <param name="time">The time.</param>
    /// <param name="shared">Where they keep them; null: this server is alone.</param>
    public Paces(string platform, PaceLimits each, PaceLimits all, TimeProvider time, ISharedPace? shared)
    {
        newPace = organisation => new Pace(each, time, TurnsOf($"{platform}/{organisation}", each), SlotsOf($"{platform}/{organisation} at once"));
        together = new Pace(all, time, TurnsOf(platform, all));

        // How many calls to all organisations are on their way is no limit of the platform's: each server keeps its own measure.
        SharedSlots? SlotsOf(string name) => shared is null ? null : new SharedSlots(shared, name, each.Concurrent, time);

        SharedTurns? TurnsOf(string name, PaceLimits limits) => shared is null ? null : SharedTurns.Of(shared, name, limits, time);
    }

    public Pace Of(string organisation) => paces.GetOrAdd(organisation, newPace);

    /// <summary>Waits for the turn of one call to an organisation.</summary>
    /// <returns>To be disposed when the answer is there.</returns>
    public async Task<IDisposable> EnterAsync(string organisation, CancellationToken cancellationToken)
    {
        var own = await Of(organisation).EnterAsync(cancellationToken);
        try
        {
            return new Both(own, await together.EnterAsync(cancellationToken));
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        together.Dispose();
        foreach (var pace in paces.Values)
        {
            pace.Dispose();
        }
    }

    private sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            other.Dispose();
            one.Dispose();
        }
    }
}
