using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using NodaTime;
using Quartz;

namespace Daybook.Server.Workers.Schedule;

/// <summary>One company's turn. Across all servers a company has one at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class CompanySyncJob(ScheduledSync sync, SyncCalendar calendar, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<CompanySyncJob> logger) : IJob
{
    private const int PlaceAttempts = 8;
    private static readonly Duration AfterFault = Duration.FromMinutes(5);
    private static readonly Duration AfterTrouble = Duration.FromSeconds(20);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var company = SyncCalendar.CompanyOf(context.JobDetail.Key);
        var next = await RunAsync(company, cancellationToken);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A stopping scheduler takes no more turns: the upkeep of the next start, or of another server, gives the company its next one.
            return;
        }

        await PlaceAsync(context, company, next, cancellationToken);
    }

    /// <summary>Does what is due.</summary>
    /// <returns>When to look again; null: not before the configuration changes.</returns>
    private async Task<Instant?> RunAsync(Guid company, CancellationToken cancellationToken)
    {
        try
        {
            return await sync.RunAsync(company, cancellationToken);
        }
        catch (SyncTakenOverException)
        {
            logger.LogWarning("The scheduled sync of company {Company} was given up: this server was out of reach, and another may have it", company);
            return clock.Now() + AfterTrouble;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The bulkhead of one company: its fault is told, and it is looked at again; where it was the database that failed, as soon as that may be over.
            logger.LogError(fault, "The scheduled sync of company {Company} failed", company);
            return clock.Now() + (StorageTroubles.Of(fault) is null ? AfterFault : AfterTrouble);
        }
    }

    /// <summary>Gives the company its next turn. A company that gets none waits for the upkeep, so it is tried for a while.</summary>
    private async Task PlaceAsync(IJobExecutionContext context, Guid company, Instant? next, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (next is { } moment
                    ? calendar.PlaceAsync(context.Scheduler, company, moment, cancellationToken)
                    : context.Scheduler.DeleteJob(context.JobDetail.Key, cancellationToken).AsTask());
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException && attempt < PlaceAttempts && !lifetime.ApplicationStopping.IsCancellationRequested)
            {
                logger.LogWarning(fault, "Company {Company} could not be given its next turn; it is tried again", company);
                await Task.Delay(TimeSpan.FromSeconds(attempt), clock, cancellationToken);
            }
        }
    }
}
