using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Documents;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Syncs;

/// <summary>The plan of a sync without the writing, with its proof.</summary>
internal static class PreviewSync
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, SyncTargets targets, SyncEngine engine, TimeProvider clock, CancellationToken cancellationToken)
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

        var preview = await engine.PreviewAsync(await targets.OfAsync(company, cancellationToken), new SyncSpan(null, to), cancellationToken);
        if (preview.Planned is not { Plan: var plan } planned)
        {
            return Fault.Invalid(preview.Refusal!);
        }

        return Answer.Ok(new Preview
        {
            CompanyId = company.Id,
            SyncTo = to.ToDateTimeOffset(),
            Documents = [.. plan.Documents.Where(document => document.Kind != Bookkeeping.DocumentKind.Netted).Select(DocumentShape.Of)],
            Proof = [.. plan.Proof.Select(line => new ProofLine(line.Currency.Code, line.Account, line.Effects, line.TaxRounding, line.Documents))],
            Taxes = [.. plan.Taxes.Select(tax => new TaxCheck(tax.Currency.Code, tax.TaxCode, tax.Gross, tax.Source, tax.Formula, tax.Difference))],
            Unmapped = plan.Unmapped,
            Problems = plan.Problems,
            RecordsLookedAt = planned.Looked,
            RecordsSetAside = planned.Deferrals.Count(deferral => deferral.State == RecordState.SetAside),
            RecordsWaiting = planned.Deferrals.Count(deferral => deferral.State == RecordState.Waiting),
            RecordsPending = planned.Deferrals.Count(deferral => deferral.State == RecordState.Pending),
        });
    }
}
