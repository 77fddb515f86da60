using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Workers;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Syncs;

internal static class RequestLatest
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, SyncTargets targets, SyncRuns runs, SyncShape shape, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var (request, fault) = await JsonBody.ReadAsync<SyncToLatestRequest>(context);
        if (fault is not null)
        {
            return fault;
        }

        if (!Moments.TryRead(request?.SyncTo, clock.Now(), out var to))
        {
            return Fault.Invalid("syncTo: must be a date and time such as 2026-11-21T05:00:00Z.");
        }

        var sync = await runs.StartAsync(await targets.OfAsync(company, cancellationToken), new SyncSpan(null, to), cancellationToken);
        return Answer.Ok(await shape.SummaryAsync(company, sync, cancellationToken));
    }
}
