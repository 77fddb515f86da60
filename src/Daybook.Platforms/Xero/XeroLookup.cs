using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using NodaTime;

namespace Daybook.Platforms.Xero;

/// <summary>A document that was found.</summary>
/// <param name="Id">Where it stands.</param>
/// <param name="IsOurs">Whether it is the very document, not only one of its number.</param>
/// <param name="IsVoid">Whether it was voided or deleted.</param>
internal sealed record XeroFound(XeroId Id, bool IsOurs, bool IsVoid);

/// <summary>Looks for documents by what they are known by: number, reference, narration, or the two documents that an allocation ties.</summary>
internal sealed class XeroLookup(XeroCalls calls, Guid connection)
{
    /// <returns>The document, else one that has its number, else null; one that is voided only where there is no other.</returns>
    public async Task<XeroFound?> FindAsync(Document document, XeroForm form, CancellationToken cancellationToken)
    {
        var mark = XeroMark.Of(document);
        var found = form.Resource switch
        {
            XeroId.Invoices when document.Kind == DocumentKind.Bill =>
                await WhereAsync(XeroId.Invoices, $"Type==\"ACCPAY\" AND InvoiceNumber==\"{mark}\"", invoice => invoice.Text("InvoiceNumber") == mark, cancellationToken),
            XeroId.Invoices => await NumberedAsync(document.Number, mark, cancellationToken),
            XeroId.CreditNotes => await CreditNoteAsync(document, mark, cancellationToken),
            XeroId.Payments => await WhereAsync(form.Resource, $"Reference==\"{mark}\"", payment => payment.Text("Reference") == mark, cancellationToken),
            XeroId.ManualJournals => await WhereAsync(form.Resource, $"Narration==\"{mark}\"", journal => journal.Text("Narration") == mark, cancellationToken),
            XeroId.BankTransactions =>
                await WhereAsync(form.Resource, $"{XeroMark.OnDay(document)} AND Reference==\"{mark}\"", money => money.Text("Reference") == mark, cancellationToken),
            XeroId.BankTransfers => await WhereAsync(form.Resource, XeroMark.OnDay(document), transfer => transfer.Text("Reference") == mark, cancellationToken),
            XeroId.Overpayments => await OverpaymentAsync(document, mark, cancellationToken),
            _ => await AllocationAsync(document, form, cancellationToken),
        };
        return found.OrderBy(one => (one.IsVoid, !one.IsOurs)).FirstOrDefault();
    }

    private async Task<List<XeroFound>> WhereAsync(string resource, string filter, Func<JsonPart, bool> isOurs, CancellationToken cancellationToken)
    {
        var path = $"{resource}?where={Uri.EscapeDataString(filter)}{(resource == XeroId.BankTransfers ? "" : "&page=1")}";
        var root = await calls.ReadAsync(connection, path, cancellationToken);

        // Filters take no notice of case: what they let through is compared exactly.
        return [.. (root?.List(resource) ?? []).Where(isOurs).Select(one => Found(resource, one, isOurs: true))];
    }

    private async Task<List<XeroFound>> NumberedAsync(string number, string mark, CancellationToken cancellationToken)
    {
        var root = await calls.ReadAsync(connection, $"Invoices?InvoiceNumbers={Uri.EscapeDataString(number)}&page=1", cancellationToken);
        return [.. (root?.List(XeroId.Invoices) ?? []).Where(invoice => invoice.Text("Type") == "ACCREC" && string.Equals(invoice.Text("InvoiceNumber"), number, StringComparison.OrdinalIgnoreCase))
            .Select(invoice => Found(XeroId.Invoices, invoice, invoice.Text("Reference") == mark))];
    }

    private async Task<List<XeroFound>> CreditNoteAsync(Document document, string mark, CancellationToken cancellationToken)
    {
        var isBill = document.Kind == DocumentKind.BillCreditNote;
        var root = await calls.ReadAsync(connection, $"CreditNotes/{Uri.EscapeDataString(isBill ? mark : document.Number)}", cancellationToken);
        return [.. (root?.List(XeroId.CreditNotes) ?? []).Select(note => Found(XeroId.CreditNotes, note, note.Text(isBill ? "CreditNoteNumber" : "Reference") == mark))];
    }

    private async Task<List<XeroFound>> OverpaymentAsync(Document document, string mark, CancellationToken cancellationToken)
    {
        var path = $"BankTransactions?where={Uri.EscapeDataString($"Type==\"RECEIVE-OVERPAYMENT\" AND {XeroMark.OnDay(document)}")}&page=1";
        var root = await calls.ReadAsync(connection, path, cancellationToken);
        return [.. (root?.List(XeroId.BankTransactions) ?? []).Where(money => money.List("LineItems").Any(line => line.Text("Description")?.Contains($"({mark})", StringComparison.Ordinal) is true))
            .Select(money => Found(XeroId.Overpayments, money, isOurs: true))];
    }

    private async Task<List<XeroFound>> AllocationAsync(Document document, XeroForm form, CancellationToken cancellationToken)
    {
        var root = await calls.ReadAsync(connection, form.Credit!.ResourcePath, cancellationToken);
        return [.. (root?.List(form.Credit.Resource) ?? []).SelectMany(credit => credit.List("Allocations"))
            .Where(one => one.Part("Invoice")?.Text("InvoiceID") == form.Settled && one.Amount("Amount") == document.Total && !one.IsTrue("IsDeleted"))
            .Select(one => new XeroFound(form.Credit with { Allocation = one.Text("AllocationID") }, IsOurs: true, IsVoid: false))];
    }

    private static XeroFound Found(string resource, JsonPart one, bool isOurs) =>
        new(new XeroId(resource, one.Text(XeroId.FieldOf(resource))!), isOurs, one.Text("Status") is "VOIDED" or "DELETED");
}
