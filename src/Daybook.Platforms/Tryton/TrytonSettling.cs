using System.Text.Json.Nodes;
using NodaTime;
using static Daybook.Platforms.Tryton.TrytonJson;

namespace Daybook.Platforms.Tryton;

/// <summary>Ties what pays to what is paid.</summary>
internal sealed class TrytonSettling(TrytonDatabase database)
{
    private const string Lines = "account.move.line";

    /// <summary>Puts the lines of a draft among the payments of the invoices that they pay. That is done before the draft is posted: so nothing is ever posted that pays more than is open.</summary>
    public async Task TieAsync(int move, IReadOnlyList<TrytonTie> ties, CancellationToken cancellationToken)
    {
        if (!ties.Any(tie => tie.Paid.Model == TrytonId.Invoice))
        {
            return;
        }

        var lines = await database.SearchAsync(Lines, [Where("move", "=", move)], ["account", "debit", "credit", "invoice_payment"], cancellationToken);
        foreach (var tie in ties.Where(tie => tie.Paid.Model == TrytonId.Invoice))
        {
            var line = lines.First(line => line.Link("account") == tie.Account && line.Amount("debit") > 0 == tie.IsDebit);
            if (line.Link("invoice_payment") is null)
            {
                await database.WriteAsync(TrytonId.Invoice, [tie.Paid.Id], new JsonObject { ["payment_lines"] = Added(line.Id) }, cancellationToken);
            }
        }
    }

    /// <summary>Closes what has been paid to the cent: an invoice with all its payments; money kept as credit with the one move that uses all of it.</summary>
    public async Task ReconcileAsync(TrytonId paid, TrytonId by, LocalDate day, CancellationToken cancellationToken)
    {
        var lines = paid.Model == TrytonId.Invoice ? await OfInvoiceAsync(paid.Id, cancellationToken) : await OfMovesAsync(paid.Id, by.Id, cancellationToken);
        if (lines.Count < 2 || lines.Sum(Balance) != 0)
        {
            return;
        }

        try
        {
            var values = new JsonObject { ["company"] = database.Company, ["date"] = Day(day), ["lines"] = Added(lines.Select(line => line.Id)) };
            await database.CreateAsync("account.move.reconciliation", values, cancellationToken);
        }
        catch (TrytonRefusedException no) when (no.Kind is TrytonNo.Refused or TrytonNo.Busy)
        {
            // Somebody else closed it, or the account is not one that is closed this way: the payment stands either way.
        }
    }

    private async Task<IReadOnlyList<TrytonRecord>> OfInvoiceAsync(int invoice, CancellationToken cancellationToken)
    {
        var record = await database.ReadAsync(TrytonId.Invoice, invoice, ["state", "lines_to_pay", "payment_lines"], cancellationToken);
        return record.Text("state") == "posted" ? await OpenAsync(Where("id", "in", Ids(record.Links("lines_to_pay").Concat(record.Links("payment_lines")))), cancellationToken) : [];
    }

    private async Task<IReadOnlyList<TrytonRecord>> OfMovesAsync(int paid, int by, CancellationToken cancellationToken)
    {
        var lines = await OpenAsync(Where("move", "in", Ids(paid, by)), cancellationToken);
        var owed = lines.Where(line => line.Link("party") is not null).ToList();
        var first = owed.Find(line => line.Link("move") == paid);
        var second = owed.Find(line => line.Link("move") == by && line.Link("account") == first.Link("account") && Balance(line) == -Balance(first));
        return first.Json.ValueKind == default || second.Json.ValueKind == default ? [] : [first, second];
    }

    private Task<IReadOnlyList<TrytonRecord>> OpenAsync(JsonArray condition, CancellationToken cancellationToken) =>
        database.SearchAsync(Lines, [condition, Where("reconciliation", "=", null)], ["move", "account", "party", "debit", "credit"], cancellationToken);

    private static decimal Balance(TrytonRecord line) => line.Amount("debit") - line.Amount("credit");
}
