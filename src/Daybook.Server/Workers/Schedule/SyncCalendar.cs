using Daybook.Server.Requests;
using NodaTime;
using Quartz;

namespace Daybook.Server.Workers.Schedule;

/// <summary>
/// When each company is looked at next. It may be lost: <see cref="CalendarUpkeep"/> makes it anew from the configurations, which are the truth.
/// </summary>
internal sealed class SyncCalendar(ISchedulerFactory schedulers, ScheduleSettings settings, TimeProvider clock) : IDisposable
{
    private const string Group = "company";

    /// <summary>
    /// All servers wait for one lock of the calendar while turns are given out or taken: so many are in one go that it is worth it, and no more. A server of which hundreds
    /// of syncs waited for it at once would use up its connections, and none would get anywhere.
    /// </summary>
    public const int AtOnce = 25;

    private const int PlacingAtOnce = 2;
    private readonly SemaphoreSlim placing = new(PlacingAtOnce);

    /// <summary>Looks at a company as soon as possible: its configuration changed.</summary>
    public async Task LookNowAsync(Guid company, CancellationToken cancellationToken)
    {
        if (settings.IsOn)
        {
            await PlaceAsync(await schedulers.GetScheduler(cancellationToken), company, clock.Now(), cancellationToken);
        }
    }

    /// <summary>Gives a place, as soon as possible, to all companies that are to have one: a platform was switched on.</summary>
    public async Task PlaceAllAsync(CancellationToken cancellationToken)
    {
        if (settings.IsOn)
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            if (await scheduler.GetTrigger(CalendarUpkeep.Trigger, cancellationToken) is { } upkeep)
            {
                await scheduler.TriggerJob(upkeep.JobKey, cancellationToken);
            }
        }
    }

    /// <summary>Looks at companies as soon as possible, whatever place they had: it was given by a clock that was wrong.</summary>
    public async Task LookNowAsync(IEnumerable<Guid> companies, CancellationToken cancellationToken)
    {
        foreach (var company in companies)
        {
            await LookNowAsync(company, cancellationToken);
        }
    }

    /// <summary>Looks at a company at a moment, and not before.</summary>
    /// <param name="scheduler">The scheduler: a running job has its own at hand, also while the server stops.</param>
    /// <param name="company">The company's id.</param>
    /// <param name="at">The moment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task PlaceAsync(IScheduler scheduler, Guid company, Instant at, CancellationToken cancellationToken)
    {
        var job = JobOf(company);
        await placing.WaitAsync(cancellationToken);
        try
        {
            await scheduler.ScheduleJob(job, [TriggerOf(job, at)], ScheduleJobOptions.Replacing, cancellationToken);
        }
        finally
        {
            placing.Release();
        }
    }

    /// <summary>Looks at the companies that have no place yet.</summary>
    public async Task PlaceMissingAsync(IScheduler scheduler, IReadOnlyCollection<Guid> companies, CancellationToken cancellationToken)
    {
        var placed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trigger in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(Group), cancellationToken))
        {
            placed.Add(trigger.Name);
        }

        foreach (var some in companies.Where(company => !placed.Contains(KeyOf(company).Name)).Chunk(AtOnce))
        {
            var jobs = some.Select(JobOf).ToDictionary(job => job, job => (IReadOnlyCollection<ITrigger>)[TriggerOf(job, clock.Now())]);
            await scheduler.ScheduleJobs(jobs, ScheduleJobOptions.Replacing, cancellationToken);
        }
    }

    public void Dispose() => placing.Dispose();

    public static Guid CompanyOf(JobKey key) => Guid.ParseExact(key.Name, "D");

    private static IJobDetail JobOf(Guid company) => JobBuilder.Create<CompanySyncJob>().WithIdentity(KeyOf(company)).StoreDurably().RequestRecovery().Build();

    private static ITrigger TriggerOf(IJobDetail job, Instant at) =>
        TriggerBuilder.Create().ForJob(job).WithIdentity(job.Key.Name, Group).StartAt(at.ToDateTimeOffset()).Build();

    private static JobKey KeyOf(Guid company) => new(company.ToString("D"), Group);
}
