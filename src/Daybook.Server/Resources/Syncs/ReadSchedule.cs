using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
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
        return Answer.Ok(new CompanySchedule
        {
            CompanyId = company.Id,
            NextSyncUtc = Answer.ToWire(await targets.NextAsync(target, state, cancellationToken)),
            ContinuousSync = await targets.IsContinuousAsync(target, cancellationToken),
            LastReachedUtc = Answer.ToWire(target.LastReached),
            FailedDays = state.FailedDays,
            Warnings = state.Warnings,
        });
    }
}
