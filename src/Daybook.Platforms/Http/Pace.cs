using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.Http;

/// <summary>
/// Keeps calls within a platform's limits in advance, so that a refusal for haste is the exception. A minute's limit is waited for;
/// an hour's or a day's is not: the books are left alone until it is over, and whoever asks is told.
/// </summary>
/// <param name="limits">The limits.</param>
/// <param name="time">The time.</param>
/// <param name="shared">Where the limits of calls in a time are kept for all servers; null: this one is alone, or there are none.</param>
/// <param name="slots">Where it is kept how many calls of all servers are on their way; null: this one is alone, or they count for each.</param>
internal sealed class Pace(PaceLimits limits, TimeProvider time, SharedTurns? shared = null, SharedSlots? slots = null) : IDisposable
{
    /// <summary>The longest that a call waits for its turn; what takes longer is for a later sync.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim inFlight = new(limits.Concurrent);
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> second = new();
    private readonly Queue<DateTimeOffset> minute = new();
    private readonly Queue<DateTimeOffset> hour = new();
    private readonly Queue<DateTimeOffset> day = new();
    private DateTimeOffset closedUntil = DateTimeOffset.MinValue;

    /// <summary>Waits for the turn of one call.</summary>
    /// <returns>To be disposed when the answer is there.</returns>
    /// <exception cref="PlatformUnavailableException">The turn is further away than <see cref="Patience"/>.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await inFlight.WaitAsync(cancellationToken);
        CallLot? place = null;
        try
        {
            place = slots is null ? null : await slots.EnterAsync(cancellationToken);
            while ((shared is null ? Take() : await shared.TakeAsync(cancellationToken)) is { } wait)
            {
                if (wait > Patience)
                {
                    throw new PlatformUnavailableException($"The limit of calls is reached; the next one is possible in about {Math.Ceiling(wait.TotalMinutes)} minutes.");
                }

                await Task.Delay(wait, time, cancellationToken);
            }
        }
        catch
        {
            Leave(place);
            throw;
        }

        return new Turn(this, place);
    }

    /// <summary>The platform asked to be left alone for a while.</summary>
    public Task RestAsync(TimeSpan rest, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + rest;
            closedUntil = until > closedUntil ? until : closedUntil;
        }

        return shared?.RestAsync(Duration.FromTimeSpan(rest), cancellationToken) ?? Task.CompletedTask;
    }

    public void Dispose()
    {
        inFlight.Dispose();
        shared?.Dispose();
    }

    /// <summary>Takes the turn and returns null; or says how long to wait before asking again.</summary>
    private TimeSpan? Take()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var wait = Longest(
                closedUntil - now,
                Wait(second, limits.PerSecond, Second, now),
                Wait(minute, limits.PerMinute, Minute, now),
                Wait(hour, limits.PerHour, Hour, now),
                Wait(day, limits.PerDay, Day, now));
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            Note(second, limits.PerSecond, now);
            Note(minute, limits.PerMinute, now);
            Note(hour, limits.PerHour, now);
            Note(day, limits.PerDay, now);
            return null;
        }
    }

    /// <summary>Where there is no limit, nothing has to be remembered for a day.</summary>
    private static void Note(Queue<DateTimeOffset> calls, int limit, DateTimeOffset now)
    {
        if (limit != int.MaxValue)
        {
            calls.Enqueue(now);
        }
    }

    private static TimeSpan Wait(Queue<DateTimeOffset> calls, int limit, TimeSpan window, DateTimeOffset now)
    {
        while (calls.TryPeek(out var oldest) && oldest + window <= now)
        {
            calls.Dequeue();
        }

        return calls.Count < limit ? TimeSpan.Zero : calls.Peek() + window - now;
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> waits)
    {
        var longest = TimeSpan.Zero;
        foreach (var wait in waits)
        {
            longest = wait > longest ? wait : longest;
        }

        return longest;
    }

    private void Leave(CallLot? place)
    {
        inFlight.Release();
        if (place is not null)
        {
            _ = slots!.LeaveAsync(place);
        }
    }

    private sealed class Turn(Pace pace, CallLot? place) : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                pace.Leave(place);
            }
        }
    }
}
