using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Workers;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Syncs;

/// <summary>Plans and writes anew what the latest sync could not write, up to the moment that it was to reach.</summary>
internal static class RetryFailedItems
{
    public static async Task<IResult> HandleAsync(
        string companyId, Registry registry, SyncTargets targets, SyncStore syncs, SyncRuns runs, SyncShape shape, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (await syncs.LatestAsync(company.Number, cancellationToken) is not { } latest)
        {
            return Fault.Conflict("The company has no sync yet whose items could be retried.");
        }

        var sync = await runs.StartAsync(await targets.OfAsync(company, cancellationToken), new SyncSpan(null, latest.To), cancellationToken);
        return Answer.Ok(await shape.SummaryAsync(company, sync, cancellationToken));
    }
}
