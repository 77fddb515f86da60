using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Syncs;

/// <summary>When a company's next sync is due, and what would keep it from running.</summary>
internal static class ReadSchedule
{
    public static async Task<IResult> HandleAsync(
        string companyId, Registry registry, SyncTargets targets, ScheduleStore schedules, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var target = await targets.OfAsync(company, cancellationToken);
        var state = await schedules.FindAsync(company.Number, cancellationToken);
        var isOn = target.Configuration is { Configured: true, Enabled: true };
        return Answer.Ok(new CompanySchedule
        {
            CompanyId = company.Id,
            NextSyncUtc = isOn ? Answer.ToWire(new DueDates(target.Configuration!.Schedule).After(target.Reached)) : null,
            LastReachedUtc = Answer.ToWire(target.LastReached),
            FailedDays = state.FailedDays,
            Warnings = state.Warnings,
        });
    }
}
