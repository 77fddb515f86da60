using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>
/// Brings one document into Tryton exactly once. Tryton has no idempotency key and keeps no number unique, so: look by mark and number, create a draft that carries both,
/// look again, let the oldest draft win and the others give way, and only then post. Whoever is killed on the way leaves a draft, which the next attempt finishes.
/// </summary>
internal sealed class TrytonWriting(TrytonDatabase database, TrytonChartReader charts, PlatformLink link, Document document, Func<Guid, string?> platformIdOf)
{
    private const int Rounds = 10;

    private readonly TrytonSettling settling = new(database);

    public async Task<WriteOutcome> WriteAsync(CancellationToken cancellationToken)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var found = await TrytonFound.LookAsync(database, document, cancellationToken);
            if (found.Standing is { } standing)
            {
                await DeleteAsync(found.Model, found.Drafts, cancellationToken);
                return await AcceptAsync(new TrytonId(found.Model, standing.Id), standing, cancellationToken);
            }

            var refusal = found.IsVoid ? Invalid($"{document.Number} was taken back in Tryton and can't be written again.")
                : found.IsTaken ? new WriteOutcome.Rejected(Refusal.DuplicateNumber, $"Another document in Tryton has the number {document.Number}.")
                : null;
            var form = refusal is null ? await FormAsync(cancellationToken) : (null, refusal);
            if (form.Form is null)
            {
                await DeleteAsync(found.Model, found.Drafts, cancellationToken);
                return form.Refusal!;
            }

            if (await AdvanceAsync(found, form.Form, cancellationToken) is { } outcome)
            {
                return outcome;
            }
        }

        return new WriteOutcome.Unanswered("Others write to Tryton at the same moment; the next sync carries on.");
    }

    /// <summary>Finds what is in the books; a draft that was left behind is no more than a draft, and goes.</summary>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await TrytonFound.LookAsync(database, document, cancellationToken);
        if (found.Standing is { } standing)
        {
            var id = new TrytonId(found.Model, standing.Id);
            return await AcceptAsync(id, standing, cancellationToken) is WriteOutcome.Accepted ? id.ToString() : null;
        }

        if (IsLeftAsDraft && found.Drafts.Count > 0)
        {
            return new TrytonId(found.Model, found.Drafts[0]).ToString();
        }

        await DeleteAsync(found.Model, found.Drafts, cancellationToken);
        return null;
    }

    private bool IsLeftAsDraft => link.IsDraft && document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote;

    /// <summary>One step further; null: look again.</summary>
    private async Task<WriteOutcome?> AdvanceAsync(TrytonFound found, TrytonForm form, CancellationToken cancellationToken)
    {
        try
        {
            if (found.Drafts.Count == 0)
            {
                await database.CreateAsync(form.Model, form.Values, cancellationToken);
                return null;
            }

            var draft = found.Drafts[0];
            await DeleteAsync(form.Model, [.. found.Drafts.Skip(1), .. found.Rivals], cancellationToken);
            if (IsLeftAsDraft)
            {
                return new WriteOutcome.Accepted(new TrytonId(form.Model, draft).ToString());
            }

            await settling.TieAsync(draft, form.Ties, cancellationToken);
            await database.DoAsync(form.Model, "post", [draft], cancellationToken);
            return null;
        }
        catch (TrytonRefusedException no) when (no.Kind != TrytonNo.Busy)
        {
            var now = await TrytonFound.LookAsync(database, document, cancellationToken);
            if (found.Drafts.Count > 0 && !now.Drafts.Contains(found.Drafts[0]))
            {
                // Another finished it meanwhile, or took it away.
                return null;
            }

            await DeleteAsync(form.Model, now.Drafts, cancellationToken);
            var rejected = TrytonRefusals.Of(no);
            if (rejected.Refusal is Refusal.NotActive or Refusal.DayClosed)
            {
                charts.Forget(link.Connection);
            }

            return rejected;
        }
    }

    /// <summary>An invoice counts once its total is what was sent, to the cent; what it settles is settled.</summary>
    private async Task<WriteOutcome> AcceptAsync(TrytonId id, TrytonRecord standing, CancellationToken cancellationToken)
    {
        var sign = document.Kind is DocumentKind.SalesInvoice or DocumentKind.Bill ? 1 : -1;
        if (id.Model == TrytonId.Invoice && standing.Amount("total_amount") is var total && total != sign * document.Total)
        {
            var undone = await new TrytonVoiding(database, charts).VoidAsync(document, id, cancellationToken) is WriteOutcome.Accepted;
            return new WriteOutcome.Rejected(Refusal.Other, $"Tryton booked {document.Number} with the total {total} instead of {sign * document.Total}; {(undone ? "it was taken back" : $"take it back by hand ({id})")}.");
        }

        foreach (var paid in new[] { document.Target, document.Source }.OfType<Guid>().Select(other => TrytonId.Read(platformIdOf(other))).OfType<TrytonId>())
        {
            await settling.ReconcileAsync(paid, id, document.Date, cancellationToken);
        }

        return new WriteOutcome.Accepted(id.ToString());
    }

    /// <summary>A chart that was read some minutes ago may be too old to refuse by, never too old to send by: Tryton refuses by itself.</summary>
    private async Task<(TrytonForm? Form, WriteOutcome.Rejected? Refusal)> FormAsync(CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(database, cancellationToken);
        var refusal = TrytonCheck.Refusal(document, chart, link);
        if (refusal is not null && refusal.Refusal != Refusal.Invalid)
        {
            chart = await charts.ReadAsync(database, cancellationToken);
            refusal = TrytonCheck.Refusal(document, chart, link);
        }

        if (refusal is not null)
        {
            return (null, refusal);
        }

        return document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote or DocumentKind.Bill or DocumentKind.BillCreditNote
            ? (new TrytonInvoices(chart, link, database.Company).Of(document), null)
            : await MoveAsync(chart, cancellationToken);
    }

    private async Task<(TrytonForm? Form, WriteOutcome.Rejected? Refusal)> MoveAsync(TrytonChart chart, CancellationToken cancellationToken)
    {
        var target = document.Target is { } paid ? TrytonId.Read(platformIdOf(paid)) : null;
        var source = document.Source is { } used ? TrytonId.Read(platformIdOf(used)) : null;
        if ((document.Target is not null && target is null) || (document.Source is not null && source is null) || (document.Kind == DocumentKind.CreditAllocation && (target is null || source is null)))
        {
            return (null, Invalid($"{document.Number} settles a document that is not in Tryton."));
        }

        var day = document.Date;
        int? owedOn = null;
        foreach (var settled in new[] { source, target }.OfType<TrytonId>().Where(settled => settled.Model == TrytonId.Invoice))
        {
            var invoice = await database.ReadAsync(TrytonId.Invoice, settled.Id, ["state", "account", "invoice_date"], cancellationToken);
            if (invoice.Text("state") != "posted")
            {
                return (null, Invalid($"{document.Number} settles a document that is {invoice.Text("state")} in Tryton: only what is posted, and not yet paid, can be settled."));
            }

            // What is paid is worth what it was worth when it was booked: no exchange difference is left open between them.
            (day, owedOn) = (invoice.Day("invoice_date") ?? day, invoice.Link("account"));
        }

        var worth = await WorthAsync(chart, day, cancellationToken);
        return (new TrytonMoves(chart, link, database.Company, worth).Of(document, owedOn, target, source), null);
    }

    private async Task<decimal> WorthAsync(TrytonChart chart, LocalDate day, CancellationToken cancellationToken)
    {
        if (document.Currency.Code == chart.Currency.Code)
        {
            return 1;
        }

        var context = new JsonObject { ["date"] = Day(day) };
        var own = await database.ReadAsync("currency.currency", chart.Currency.Id, ["rate"], cancellationToken, context);
        var other = await database.ReadAsync("currency.currency", chart.Currencies[document.Currency.Code].Id, ["rate"], cancellationToken, context);
        return own.Amount("rate") != 0 && other.Amount("rate") != 0 ? own.Amount("rate") / other.Amount("rate") : throw new TrytonRefusedException(TrytonNo.Refused, $"No rate found for currency {document.Currency} on {day}.");
    }

    private async Task DeleteAsync(string model, IReadOnlyList<int> drafts, CancellationToken cancellationToken)
    {
        foreach (var draft in drafts)
        {
            try
            {
                if (model == TrytonId.Invoice)
                {
                    // An invoice with a number can't be deleted.
                    await database.WriteAsync(model, [draft], new JsonObject { ["number"] = null }, cancellationToken);
                }

                await database.DoAsync(model, "delete", [draft], cancellationToken);
            }
            catch (TrytonRefusedException no) when (no.Kind == TrytonNo.Refused && !no.Message.Contains("not allowed to access", StringComparison.Ordinal))
            {
                // It was posted or deleted meanwhile, as the next look shows.
            }
        }
    }

    private static WriteOutcome.Rejected Invalid(string message) => new(Refusal.Invalid, message);
}
