using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Syncs;

internal static class UndoSync
{
    public static async Task<IResult> HandleAsync(
        string companyId, string syncId, Registry registry, SyncTargets targets, SyncStore syncs, SyncEngine engine, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (!Guid.TryParse(syncId, out var id) || await syncs.FindAsync(company.Number, id, cancellationToken) is null)
        {
            return ReadStatus.NoSync(syncId);
        }

        var outcome = await engine.UndoAsync(await targets.OfAsync(company, cancellationToken), id, cancellationToken);
        return outcome.Refusal is null
            ? Answer.Ok(new SyncUndone { SyncId = id, Voided = outcome.Voided })
            : Fault.Conflict(outcome.Dependents.Count == 0 ? outcome.Refusal : $"{outcome.Refusal} ({string.Join(", ", outcome.Dependents.Take(10))})");
    }
}
