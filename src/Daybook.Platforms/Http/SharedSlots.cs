using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.Http;

/// <summary>
/// Places for calls on their way at once, kept together with all servers. A place is a lot of one call that counts until it is given back; this server keeps one that
/// is free at hand, so that calls one after the other need not ask. Those of a server that dies are free when their time is over.
/// </summary>
internal sealed class SharedSlots(ISharedPace pace, string name, int slots, TimeProvider time)
{
    /// <summary>No call has its place for longer: it waits for its turn among those of a minute, of its organisation and of the app, and then for its answer.</summary>
    private static readonly Duration LongestCall = Duration.FromSeconds(200);

    private static readonly Duration Life = Duration.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly CallLimit[] limits = [new(slots, Duration.Zero)];
    private CallLot? atHand;

    /// <summary>Waits for a place.</summary>
    /// <exception cref="PlatformUnavailableException">There was none within <see cref="Pace.Patience"/>.</exception>
    public async Task<CallLot> EnterAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToInstant();
        if (Interlocked.Exchange(ref atHand, null) is { } kept)
        {
            if (kept.Until - now > LongestCall)
            {
                return kept;
            }

            await pace.GiveBackAsync(kept, cancellationToken);
        }

        var begun = time.GetTimestamp();
        while (time.GetElapsedTime(begun) < Pace.Patience)
        {
            if (await pace.TakeAsync(name, limits, 1, Life, null, cancellationToken) is { Calls: 1 } taken)
            {
                return taken;
            }

            await Task.Delay(Look, time, cancellationToken);
        }

        throw new PlatformUnavailableException("As many calls as are allowed at once are on their way; the next sync carries on.");
    }

    /// <summary>Gives the place back, or keeps it for the next call.</summary>
    /// <returns>To be waited for by nobody: where the database is out of reach the place is free when its time is over, and the sync meets by itself what is wrong.</returns>
    public Task LeaveAsync(CallLot place) =>
        Interlocked.CompareExchange(ref atHand, place, null) is null ? Task.CompletedTask : pace.GiveBackAsync(place, CancellationToken.None);
}
