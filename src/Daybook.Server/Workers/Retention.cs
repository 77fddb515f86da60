using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Storage;
using NodaTime;

namespace Daybook.Server.Workers;

/// <summary>Forgets what the operator does not keep for ever, once an hour, on one server at a time.</summary>
internal sealed class Retention(
    RetentionStore retention, DeliveryStore deliveries, TurnStore turns, DaybookSettings settings, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    // No company's: turns are by id and number.
    public static readonly Guid Turn = new("d0e6a2f4-5b7c-4a58-9c1d-3f8e21b9c7a6");

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    /// <returns>False where another server is at it.</returns>
    public async Task<bool> TidyAsync(CancellationToken cancellationToken)
    {
        if (!await turns.TryTakeAsync(Turn, 0, cancellationToken))
        {
            return false;
        }

        try
        {
            var events = await deliveries.PurgeAsync(DaysAgo(settings.KeepEventsDays), cancellationToken);
            var datasets = settings.KeepHistoryDays is { } history ? await retention.ForgetDatasetsAsync(DaysAgo(history), cancellationToken) : 0;
            var records = settings.KeepPayloadsDays is { } payloads ? await retention.ForgetPayloadsAsync(DaysAgo(payloads), cancellationToken) : 0;
            if (events + datasets + records > 0)
            {
                log.LogInformation("Forgotten: {Events} events and attempts to tell of them, {Datasets} datasets, the content of {Records} records", events, datasets, records);
            }

            return true;
        }
        finally
        {
            await turns.GiveBackAsync(Turn, 0);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
            {
                await TryTidyAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private Instant DaysAgo(int days) => clock.Now() - Duration.FromDays(days);

    private async Task TryTidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TidyAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "What is not to be kept could not be forgotten; the next round tries again");
        }
    }
}
