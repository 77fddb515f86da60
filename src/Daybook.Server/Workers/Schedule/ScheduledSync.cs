using Daybook.Server.Requests;
using Daybook.Server.Telemetry;
using Daybook.Storage;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Workers.Schedule;

/// <summary>Does for one company what its schedule asks for at the moment, and says when to look again.</summary>
internal sealed class ScheduledSync(
    CompanyStore companies,
    ConfigurationStore configurations,
    ScheduleStore schedules,
    SyncTargets targets,
    SyncRuns runs,
    SyncEngine engine,
    EventStore events,
    ScheduleSettings settings,
    TimeProvider clock,
    ILogger<ScheduledSync> logger)
{
    /// <summary>How long before a sync is due it is checked whether it could run.</summary>
    public static readonly Duration CheckAhead = Duration.FromHours(4);

    private static readonly Duration WhileAnotherRuns = Duration.FromSeconds(15);

    /// <summary>Runs the company's sync where one is due, or checks ahead where one soon will be.</summary>
    /// <returns>When to look again; null: not before the configuration changes, or the platform is switched on.</returns>
    public async Task<Instant?> RunAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await companies.FindAsync(id, cancellationToken) is not { } company)
        {
            return null;
        }

        var target = await targets.OfAsync(company, cancellationToken);
        var state = await schedules.FindAsync(company.Number, cancellationToken);
        if (await targets.NextAsync(target, state, cancellationToken) is not { } due)
        {
            return null;
        }

        if (target.LastReached > clock.Now() && state.AgainFrom is null)
        {
            await schedules.SaveAsync(company.Number, state with { AgainFrom = clock.Now() }, cancellationToken);
        }

        if (due > clock.Now())
        {
            return await CheckAsync(target, due, cancellationToken);
        }

        ServerMetrics.Begun(clock.Now() - due);
        return await SyncAsync(target, target.Configuration!, new DueDates(target.Configuration!.Schedule), cancellationToken);
    }

    private async Task<Instant?> SyncAsync(SyncTarget target, SyncConfiguration configuration, DueDates dates, CancellationToken cancellationToken)
    {
        var company = target.Company;
        var reaches = dates.LastUpTo(clock.Now());
        if (await runs.RunAsync(target, new SyncSpan(null, reaches), cancellationToken) is not { } outcome)
        {
            return clock.Now() + WhileAnotherRuns;
        }

        var state = await schedules.FindAsync(company.Number, cancellationToken);
        if (outcome.StatusCode is SyncStatusCode.Success or SyncStatusCode.NothingToWrite)
        {
            await schedules.SaveAsync(company.Number, state.Succeeded(), cancellationToken);
            return AheadOf(dates.After(reaches), company.Id);
        }

        state = state.Failed(configuration.Schedule.DayOf(clock.Now()));
        if (state.IsHopeless)
        {
            logger.LogError("Company {Company}: syncs are switched off after {Days} failed days: {Error}", company.Id, state.FailedDays, outcome.ErrorMessage);
            await configurations.SaveAsync(company.Number, configuration with { Enabled = false }, cancellationToken);
            await schedules.SaveAsync(company.Number, new ScheduleState(), cancellationToken);
            await TellAsync("sync.disabled", company, outcome.StatusCode, [$"Syncs are switched off after {state.FailedDays} failed days.", outcome.ErrorMessage ?? ""], cancellationToken);
            return null;
        }

        logger.LogWarning("Company {Company}: sync failed with {Code}, day {Days}, attempt {Attempt}: {Error}", company.Id, (int)outcome.StatusCode, state.FailedDays, state.Attempts, outcome.ErrorMessage);
        await schedules.SaveAsync(company.Number, state, cancellationToken);
        return Instant.Min(clock.Now() + state.Delay, settings.Spread(dates.After(clock.Now()), company.Id));
    }

    /// <summary>Plans the coming sync without writing, so that what would keep it from running is known while there is time.</summary>
    private async Task<Instant?> CheckAsync(SyncTarget target, Instant due, CancellationToken cancellationToken)
    {
        var company = target.Company;
        if (clock.Now() < due - CheckAhead)
        {
            return AheadOf(due, company.Id);
        }

        var state = await schedules.FindAsync(company.Number, cancellationToken);
        if (state.CheckedFor != due)
        {
            var warnings = await WarningsAsync(target, due, cancellationToken);
            await schedules.SaveAsync(company.Number, state with { CheckedFor = due, Warnings = warnings }, cancellationToken);
            foreach (var warning in warnings)
            {
                logger.LogWarning("Company {Company}: the sync due {Due} would not run as it should: {Warning}", company.Id, due, warning);
            }

            if (warnings.Count > 0)
            {
                await TellAsync("sync.warning", company, SyncStatusCode.InProgress, warnings, cancellationToken);
            }
        }

        return settings.Spread(due, company.Id);
    }

    private async Task<IReadOnlyList<string>> WarningsAsync(SyncTarget target, Instant due, CancellationToken cancellationToken)
    {
        try
        {
            var preview = await engine.PreviewAsync(target, new SyncSpan(null, due), cancellationToken);
            return preview.Planned is { } planned ? [.. planned.Plan.Unmapped, .. ClosedDay(planned.OpenFrom, target, due)] : [preview.Refusal!];
        }
        catch (PlatformUnavailableException unavailable)
        {
            return [$"The accounting software can't be reached: {unavailable.Message}"];
        }
    }

    private static IEnumerable<string> ClosedDay(LocalDate? openFrom, SyncTarget target, Instant due)
    {
        var day = target.Configuration!.Schedule.DayOf(due - Duration.Epsilon);
        return openFrom is { } open && day < open ? [$"The books are closed up to {open.PlusDays(-1):uuuu-MM-dd}: what belongs to {day:uuuu-MM-dd} goes to {open:uuuu-MM-dd}."] : [];
    }

    private Task TellAsync(string type, Company company, SyncStatusCode code, IReadOnlyList<string> messages, CancellationToken cancellationToken) =>
        events.AddAsync(type, company.Number, new EventFacts { Sync = new SyncFacts(null, code, false, messages) }, cancellationToken);

    private Instant AheadOf(Instant due, Guid company) => settings.Spread(due - CheckAhead, company);
}
