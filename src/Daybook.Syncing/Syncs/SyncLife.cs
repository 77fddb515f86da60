using Microsoft.Extensions.Logging;

namespace Daybook.Syncing;

/// <summary>Shows, as long as a sync runs, that it lives, also while it waits for a platform; and stops it where another has taken its company over.</summary>
internal sealed class SyncLife : IAsyncDisposable
{
    private readonly ISyncStore store;
    private readonly Sync sync;
    private readonly ILogger logger;
    private readonly PeriodicTimer timer;
    private readonly CancellationTokenSource stop;
    private readonly Task showing;

    public SyncLife(ISyncStore store, Sync sync, TimeSpan interval, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        this.store = store;
        this.sync = sync;
        this.logger = logger;
        timer = new PeriodicTimer(interval, time);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        showing = ShowAsync();
    }

    /// <summary>Is cancelled where the caller cancels, and where the company was taken over.</summary>
    public CancellationToken Token => stop.Token;

    public bool IsTakenOver { get; private set; }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await showing;
        stop.Dispose();
    }

    private async Task ShowAsync()
    {
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await store.ShowLifeAsync(sync, stop.Token);
            }
            catch (SyncTakenOverException)
            {
                IsTakenOver = true;
                await stop.CancelAsync();
                return;
            }
            catch (Exception fault)
            {
                // The next turn tries again; what really stands in the way, the sync itself will meet.
                logger.LogWarning(fault, "Sync {Sync} could not show that it lives", sync.Id);
            }
        }
    }
}
