using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Workers;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using NodaTime;

namespace Daybook.Server.Resources.Syncs;

internal static class RequestHistoric
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, SyncTargets targets, SyncRuns runs, SyncShape shape, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var (request, fault) = await JsonBody.ReadAsync<SyncHistoricRequest>(context);
        if (fault is not null)
        {
            return fault;
        }

        var range = request?.DateRange;
        if (!Moments.TryRead(range?.Start, null, out var from))
        {
            return Fault.Invalid("dateRange.start: must be a date and time such as 2026-11-01T00:00:00Z.");
        }

        if (!Moments.TryRead(range?.Finish ?? range?.End, null, out var to) || to <= from)
        {
            return Fault.Invalid("dateRange.finish: must be a date and time after dateRange.start, such as 2026-11-21T05:00:00Z.");
        }

        var sync = await runs.StartAsync(await targets.OfAsync(company, cancellationToken), new SyncSpan(from, to), cancellationToken);
        return Answer.Ok(await shape.SummaryAsync(company, sync, cancellationToken));
    }
}
