using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Something in FreeAgent that is ours, or may be.</summary>
/// <param name="Id">Where it stands.</param>
/// <param name="Mark">Number and id as far as it is known; null: it carries none.</param>
/// <param name="Kind">What document it is, or is a part of.</param>
/// <param name="Element">As FreeAgent lists it.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record FreeAgentPiece(FreeAgentId Id, (string Number, Guid Id)? Mark, DocumentKind Kind, JsonPart Element, string Currency)
{
    /// <summary>The paths of what it settles.</summary>
    public IReadOnlyList<string> Settles { get; init; } = [];

    public LocalDate Date => Element.Day("dated_on") ?? LocalDate.MinIsoValue;
}

/// <summary>Reads what stands in FreeAgent from a day on. The forms of one document carry the same mark; what has no place for a mark is told by what it settles.</summary>
/// <param name="calls">The calls.</param>
/// <param name="connection">The connection's id.</param>
/// <param name="chart">What the company's books look like.</param>
/// <param name="from">The first day.</param>
/// <param name="today">The day of asking, in UTC.</param>
internal sealed class FreeAgentInventory(FreeAgentCalls calls, Guid connection, FreeAgentChart chart, LocalDate from, LocalDate today)
{
    private static readonly string[] SetOff = ["credit_note", "invoice"];

    /// <summary>In the order in which the forms of a document are written.</summary>
    private readonly List<FreeAgentPiece> pieces = [];

    public async Task<IReadOnlyList<StandingDocument>> ReadAsync(CancellationToken cancellationToken)
    {
        // Invoices can't be asked for by day; but none is made before its day, nor in the future.
        var changed = $"updated_since={FreeAgentMark.Day(LocalDate.Min(from, today).PlusDays(-2))}T00:00:00.000Z";
        var dated = $"from_date={FreeAgentMark.Day(from)}";
        await AddAsync(FreeAgentId.Invoices, $"{changed}&nested_invoice_items=true", one => Sale(one, "invoice_items", DocumentKind.SalesInvoice), cancellationToken);
        await AddAsync(FreeAgentId.CreditNotes, $"{changed}&nested_credit_note_items=true", one => Sale(one, "credit_note_items", DocumentKind.CreditNote), cancellationToken);
        await AddAsync(FreeAgentId.Bills, dated, one => (DocumentMark.In(one.Text("reference")), one.Amount("total_value") < 0 ? DocumentKind.BillCreditNote : DocumentKind.Bill, []), cancellationToken);
        await AddAsync(FreeAgentId.Reconciliations, dated, Reconciliation, cancellationToken);
        await AddAsync(FreeAgentId.Journals, dated, one => (DocumentMark.In(one.Text("tag")), DocumentKind.Journal, []), cancellationToken);
        foreach (var bank in chart.Accounts.Values.Where(account => account is { IsBank: true, IsActive: true }))
        {
            await AddAsync(FreeAgentId.Explanations, $"bank_account={Uri.EscapeDataString(calls.Url(bank.Id))}&{dated}", Explanation, cancellationToken, bank.Currency);
        }

        var documents = pieces.Where(piece => piece.Mark is not null).GroupBy(piece => piece.Mark!.Value).ToList();
        var holders = documents.SelectMany(forms => forms.Select(form => (form.Id.Path, Holder: FreeAgentId.Join(forms.Select(one => one.Id))))).ToDictionary(form => form.Path, form => form.Holder, StringComparer.Ordinal);
        return
        [
            .. documents.Select(forms => Standing(forms.First(), forms.Key, [.. forms])),
            .. pieces.Where(IsStray).Select(piece => Standing(piece, ("", Guid.Empty), [piece]) with { Digits = 0 }),
        ];

        StandingDocument Standing(FreeAgentPiece first, (string Number, Guid Id) mark, IReadOnlyList<FreeAgentPiece> forms) => new()
        {
            Id = mark.Id,
            Digits = DocumentMark.IdDigits,
            Number = mark.Number,
            PlatformId = FreeAgentId.Join(forms.Select(form => form.Id)),
            Kind = first.Kind,
            Date = first.Date,
            Currency = Currency.Parse(first.Currency),
            Settles = [.. forms.SelectMany(form => form.Settles).Select(path => holders.GetValueOrDefault(path, path)).Except([FreeAgentId.Join(forms.Select(form => form.Id))])],
        };
    }

    private async Task AddAsync(
        string resource, string query, Func<JsonPart, ((string, Guid)? Mark, DocumentKind Kind, IReadOnlyList<string> Settles)> read, CancellationToken cancellationToken, string? currency = null)
    {
        await foreach (var one in calls.ListAsync(connection, $"{resource}?{query}", resource, cancellationToken))
        {
            if (FreeAgentId.OfUrl(one.Text("url")) is { } id)
            {
                var (mark, kind, settles) = read(one);
                var place = new FreeAgentId(resource, id.Id, FreeAgentId.OfUrl(one.Text("bank_transaction"))?.Id);
                pieces.Add(new FreeAgentPiece(place, mark, kind, one, one.Text("currency") ?? currency ?? chart.Currency) { Settles = settles });
            }
        }
    }

    /// <summary>What stands for money paid on no bank account is known by its one line.</summary>
    private static ((string, Guid)?, DocumentKind, IReadOnlyList<string>) Sale(JsonPart one, string items, DocumentKind kind)
    {
        var line = one.List(items) is [var only] ? only.Text("description") ?? "" : "";
        bool Begins(string text) => line.StartsWith(text, StringComparison.Ordinal);
        kind = kind == DocumentKind.CreditNote
            ? Begins(FreeAgentForms.PaidOn) ? DocumentKind.Payment : Begins(FreeAgentForms.PaidBeyond) ? DocumentKind.Overpayment : kind
            : Begins(FreeAgentForms.GivenBackOn) ? DocumentKind.Refund : Begins(FreeAgentForms.GivenBackBeyond) ? DocumentKind.Overrefund : kind;
        return (DocumentMark.In(one.Text("comments")), kind, []);
    }

    /// <summary>It is a part of the payment whose credit it sets off, or a credit allocation by itself.</summary>
    private ((string, Guid)?, DocumentKind, IReadOnlyList<string>) Reconciliation(JsonPart one)
    {
        string[] settled = [.. SetOff.Select(field => FreeAgentId.OfUrl(one.Text(field))?.Path).OfType<string>()];
        var money = pieces.Find(piece => settled.Contains(piece.Id.Path) && piece.Kind is DocumentKind.Payment or DocumentKind.Refund);
        return money is null ? (null, DocumentKind.CreditAllocation, settled) : (money.Mark, money.Kind, settled);
    }

    private static ((string, Guid)?, DocumentKind, IReadOnlyList<string>) Explanation(JsonPart one)
    {
        var isReceived = one.Amount("gross_value") > 0;
        var (sale, bill) = (FreeAgentId.OfUrl(one.Text("paid_invoice"))?.Path, FreeAgentId.OfUrl(one.Text("paid_bill"))?.Path);
        var kind = sale is not null ? isReceived ? DocumentKind.Payment : DocumentKind.Refund
            : bill is not null ? isReceived ? DocumentKind.BillRefund : DocumentKind.BillPayment
            : DocumentKind.Transfer;

        // FreeAgent's own words may name the bill that is paid, by its mark.
        var description = one.Text("description") ?? "";
        return (FreeAgentMark.IsMarked(description) ? DocumentMark.In(description) : null, kind, [.. new[] { sale, bill }.OfType<string>()]);
    }

    /// <summary>Payments, credits set off, and transfers, of which the side counts that the money left.</summary>
    private static bool IsStray(FreeAgentPiece piece) => piece.Mark is null
        && (piece.Settles.Count > 0 || (piece.Element.Text("linked_transfer_account") is not null && piece.Element.Amount("gross_value") < 0));
}
