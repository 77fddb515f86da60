using System.Collections.Concurrent;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Workers;

/// <summary>Syncs that were asked for, each on its own while requests go on. A stopping server waits for what is under way to leave the books in order.</summary>
internal sealed class SyncRuns(SyncEngine engine, SyncStore syncs, ConnectionStore connections, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SyncRuns> logger) : IHostedService
{
    private readonly ConcurrentDictionary<Guid, Task> running = [];

    /// <summary>Starts a sync; where one of the company is running already, that one is answered.</summary>
    public async Task<Sync> StartAsync(SyncTarget target, SyncSpan span, CancellationToken cancellationToken)
    {
        var (begun, inTheWay) = await engine.BeginAsync(target, span, cancellationToken);
        if (begun is null)
        {
            return (await syncs.FindAsync(target.Company.Number, inTheWay!.Value, cancellationToken))!;
        }

        running[begun.Id] = Task.Run(() => CarryOutAsideAsync(target, begun, span, lifetime.ApplicationStopping), CancellationToken.None);
        return begun;
    }

    /// <summary>Runs a sync to its end.</summary>
    /// <returns>How it ended; null where one of the company was running already.</returns>
    public async Task<Sync?> RunAsync(SyncTarget target, SyncSpan span, CancellationToken cancellationToken)
    {
        var (begun, _) = await engine.BeginAsync(target, span, cancellationToken);
        return begun is null ? null : await CarryOutAsync(target, begun, span, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(running.Values).WaitAsync(cancellationToken);

    private async Task<Sync> CarryOutAsync(SyncTarget target, Sync sync, SyncSpan span, CancellationToken cancellationToken)
    {
        var outcome = await engine.CarryOutAsync(target, sync, span, cancellationToken);
        if (outcome.DataPushed && target.Accounting is { } accounting
            && await connections.FindAsync(accounting.Company, accounting.Id, cancellationToken) is { } current)
        {
            await connections.SaveAsync(current with { LastSync = clock.Now() }, cancellationToken);
        }

        return outcome;
    }

    private async Task CarryOutAsideAsync(SyncTarget target, Sync sync, SyncSpan span, CancellationToken cancellationToken)
    {
        try
        {
            await CarryOutAsync(target, sync, span, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Sync {Sync} was interrupted because the server stops; the next one goes on from there", sync.Id);
        }
        catch (Exception fault)
        {
            // One company's fault must not reach the others.
            logger.LogError(fault, "Sync {Sync} could not be ended", sync.Id);
        }
        finally
        {
            running.TryRemove(sync.Id, out _);
        }
    }
}
