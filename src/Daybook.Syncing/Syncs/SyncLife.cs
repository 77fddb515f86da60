using Microsoft.Extensions.Logging;

namespace Daybook.Syncing;

/// <summary>
/// Shows, as long as a sync runs, that it lives, also while it waits for a platform. It stops the sync where another has taken its company over, and where no sign of
/// life has reached the database for so long that another soon may: from then on what it sends to the platform could be sent a second time.
/// </summary>
internal sealed class SyncLife : IAsyncDisposable
{
    private readonly ISyncStore store;
    private readonly Sync sync;
    private readonly TimeSpan silence;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly PeriodicTimer timer;
    private readonly ITimer end;
    private readonly CancellationTokenSource stop;
    private readonly Task showing;

    /// <param name="store">Where signs of life are left.</param>
    /// <param name="sync">The sync.</param>
    /// <param name="options">When a sync may be taken over. A sign of life is left six times as often; after two thirds of that time without one the sync stops, unless this process is the only one.</param>
    /// <param name="time">The time.</param>
    /// <param name="logger">Is told of signs that could not be left.</param>
    /// <param name="cancellationToken">Stops the sync.</param>
    public SyncLife(ISyncStore store, Sync sync, SyncEngineOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        this.store = store;
        this.sync = sync;
        this.time = time;
        this.logger = logger;
        var abandonedAfter = options.AbandonedAfter.ToTimeSpan();
        silence = options.AloneSince is null ? abandonedAfter * 2 / 3 : Timeout.InfiniteTimeSpan;
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer = new PeriodicTimer(abandonedAfter / 6, time);
        end = time.CreateTimer(_ => Lose(), null, silence, Timeout.InfiniteTimeSpan);
        showing = ShowAsync();
    }

    /// <summary>Is cancelled where the caller cancels, and where the company is another's or soon may be.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Whether the company is another's, or soon may be.</summary>
    public bool IsLost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await end.DisposeAsync();
        timer.Dispose();
        await showing;
        stop.Dispose();
    }

    private void Lose()
    {
        IsLost = true;
        _ = stop.CancelAsync();
    }

    private async Task ShowAsync()
    {
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !stop.IsCancellationRequested)
        {
            var begun = time.GetTimestamp();
            try
            {
                await store.ShowLifeAsync(sync, stop.Token);
                end.Change(LeftSince(begun), Timeout.InfiniteTimeSpan);
            }
            catch (SyncTakenOverException)
            {
                Lose();
                return;
            }
            catch (Exception fault)
            {
                // The next turn tries again; what really stands in the way, the sync itself will meet.
                logger.LogWarning(fault, "Sync {Sync} could not show that it lives", sync.Id);
            }
        }
    }

    private TimeSpan LeftSince(long begun)
    {
        var left = silence - time.GetElapsedTime(begun);
        return silence == Timeout.InfiniteTimeSpan ? silence : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
