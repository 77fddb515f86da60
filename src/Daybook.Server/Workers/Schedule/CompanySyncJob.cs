using Daybook.Server.Requests;
using NodaTime;
using Quartz;

namespace Daybook.Server.Workers.Schedule;

/// <summary>One company's turn. Across all servers a company has one at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class CompanySyncJob(ScheduledSync sync, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<CompanySyncJob> logger) : IJob
{
    private static readonly Duration AfterFault = Duration.FromMinutes(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var company = SyncCalendar.CompanyOf(context.JobDetail.Key);
        Instant? next;
        try
        {
            next = await sync.RunAsync(company, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The bulkhead of one company: its fault is told, and it is looked at again.
            logger.LogError(fault, "The scheduled sync of company {Company} failed", company);
            next = clock.Now() + AfterFault;
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A stopping scheduler takes no more turns: the upkeep of the next start, or of another server, gives the company its next one.
            return;
        }

        if (next is { } moment)
        {
            await SyncCalendar.PlaceAsync(context.Scheduler, company, moment, cancellationToken);
        }
        else
        {
            await context.Scheduler.DeleteJob(context.JobDetail.Key, cancellationToken);
        }
    }
}
