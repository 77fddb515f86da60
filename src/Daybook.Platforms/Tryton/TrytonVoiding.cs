using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>Takes documents out of the books as Tryton does: nothing that was posted goes away, a counterpart on the same day takes it back.</summary>
internal sealed class TrytonVoiding(TrytonDatabase database, TrytonChartReader charts)
{
    public async Task<WriteOutcome> VoidAsync(Document document, TrytonId id, CancellationToken cancellationToken)
    {
        try
        {
            return await (id.Model == TrytonId.Invoice ? InvoiceAsync(document, id, cancellationToken) : MoveAsync(document, id, cancellationToken));
        }
        catch (TrytonRefusedException no) when (no.Kind == TrytonNo.Warned)
        {
            return new WriteOutcome.Rejected(Refusal.Other, $"Tryton asks a person to confirm this: take {document.Number} back there, then undo again. Tryton says: {no.Message}");
        }
        catch (TrytonRefusedException no) when (no.Kind != TrytonNo.Busy)
        {
            return TrytonRefusals.Of(no);
        }
    }

    private async Task<WriteOutcome> InvoiceAsync(Document document, TrytonId id, CancellationToken cancellationToken)
    {
        var accepted = new WriteOutcome.Accepted(id.ToString());
        var found = await database.SearchAsync(TrytonId.Invoice, [Where("id", "=", id.Id)], ["state", "type", "payment_lines"], cancellationToken);
        if (found is not [var invoice] || invoice.Text("state") == "cancelled")
        {
            return accepted;
        }

        if (invoice.Text("state") is "draft" or "validated")
        {
            await database.WriteAsync(TrytonId.Invoice, [id.Id], new JsonObject { ["number"] = null }, cancellationToken);
            await database.DoAsync(TrytonId.Invoice, "delete", [id.Id], cancellationToken);
            return accepted;
        }

        if (invoice.Links("payment_lines").Count > 0 || invoice.Text("state") == "paid")
        {
            return new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} is paid or credited in Tryton: take that off in Tryton first, then undo again.");
        }

        var chart = await charts.ReadAsync(database, cancellationToken);
        if (Closed(document, chart) is { } closed)
        {
            return closed;
        }

        if (invoice.Text("type") == "in" || chart.CancelsCustomerInvoices)
        {
            await database.DoAsync(TrytonId.Invoice, "cancel", [id.Id], cancellationToken);
        }
        else
        {
            var values = new JsonObject { ["with_refund"] = true, ["invoice_date"] = Day(document.Date) };
            await database.GoThroughAsync("account.invoice.credit", TrytonId.Invoice, id.Id, "start", values, "credit", cancellationToken);
        }

        return accepted;
    }

    private async Task<WriteOutcome> MoveAsync(Document document, TrytonId id, CancellationToken cancellationToken)
    {
        var accepted = new WriteOutcome.Accepted(id.ToString());
        if (await database.SearchAsync(TrytonId.Move, [Where("id", "=", id.Id)], ["state"], cancellationToken) is not [var found])
        {
            return accepted;
        }

        if (found.Text("state") == "draft")
        {
            await database.DoAsync(TrytonId.Move, "delete", [id.Id], cancellationToken);
            return accepted;
        }

        var counterparts = await CounterpartsAsync(document, id, cancellationToken);
        if (counterparts.Count == 0)
        {
            if (Closed(document, await charts.ReadAsync(database, cancellationToken)) is { } closed)
            {
                return closed;
            }

            await UntieAsync(id, cancellationToken);
            await database.GoThroughAsync("account.move.cancel", TrytonId.Move, id.Id, "default", new JsonObject { ["description"] = TrytonMark.Of(document) }, "cancel", cancellationToken);
            counterparts = await CounterpartsAsync(document, id, cancellationToken);
        }

        var drafts = counterparts.Where(move => move.Text("state") == "draft").Select(move => move.Id).ToList();
        if (drafts.Count > 0)
        {
            await database.DoAsync(TrytonId.Move, "post", drafts, cancellationToken);
        }

        return accepted;
    }

    /// <summary>The moves that take it back: copies of it that name it as their origin.</summary>
    private async Task<IReadOnlyList<TrytonRecord>> CounterpartsAsync(Document document, TrytonId id, CancellationToken cancellationToken)
    {
        var moves = await database.SearchAsync(TrytonId.Move, [Where("origin", "=", $"{TrytonId.Move},{id.Id}")], ["state", "description"], cancellationToken);
        return [.. moves.Where(move => TrytonMark.Find(document.Number, move.Text("description")) == TrytonMark.Of(document))];
    }

    /// <summary>What it paid is open again.</summary>
    private async Task UntieAsync(TrytonId id, CancellationToken cancellationToken)
    {
        var lines = await database.SearchAsync("account.move.line", [Where("move", "=", id.Id)], ["reconciliation", "invoice_payment"], cancellationToken);
        var reconciliations = lines.Select(line => line.Link("reconciliation")).OfType<int>().Distinct().ToList();
        if (reconciliations.Count > 0)
        {
            await database.DoAsync("account.move.reconciliation", "delete", reconciliations, cancellationToken);
        }

        foreach (var paid in lines.Where(line => line.Link("invoice_payment") is not null).GroupBy(line => line.Link("invoice_payment")!.Value))
        {
            await database.WriteAsync(TrytonId.Invoice, [paid.Key], new JsonObject { ["payment_lines"] = Removed(paid.Select(line => line.Id)) }, cancellationToken);
        }
    }

    private static WriteOutcome.Rejected? Closed(Document document, TrytonChart chart) => chart.PeriodOf(document.Date) is { IsOpen: true }
        ? null
        : new WriteOutcome.Rejected(Refusal.DayClosed, $"The period of {document.Date:uuuu-MM-dd} is closed in Tryton: open it there, then undo again.");
}
