using Daybook.Bookkeeping;
using Daybook.Platforms.Http;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.Xero;

/// <summary>Reads what changed in Xero since a moment and is ours: by the mark in reference, number, narration or line; an allocation, which has no place for one, by the credit that it uses.</summary>
internal sealed class XeroStanding(XeroCalls calls, Guid connection, Instant since, Currency home)
{
    private const int PageSize = 1000;
    private static readonly string[] Payable = [XeroId.Invoices, XeroId.CreditNotes, XeroId.Overpayments];

    public async Task<IReadOnlyList<StandingDocument>> ReadAsync(CancellationToken cancellationToken)
    {
        var invoices = await ListAsync(XeroId.Invoices, cancellationToken);
        var notes = await ListAsync(XeroId.CreditNotes, cancellationToken);
        var payments = await ListAsync(XeroId.Payments, cancellationToken);
        var money = await ListAsync(XeroId.BankTransactions, cancellationToken);
        var journals = await ListAsync(XeroId.ManualJournals, cancellationToken);

        // These two are asked for only where the others show that there are some.
        var transfers = money.Exists(one => one.Text("Type") == "SPEND-TRANSFER") ? await ListAsync(XeroId.BankTransfers, cancellationToken) : [];
        var overpayments = IsCreditedOtherwise(invoices, notes) ? await ListAsync(XeroId.Overpayments, cancellationToken) : [];
        var deleted = money.Where(IsVoid).Select(one => one.Text("BankTransactionID")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<StandingDocument?> marked =
        [
            .. invoices.Select(one => Marked(XeroId.Invoices, one, one.Text(IsSale(one) ? "Reference" : "InvoiceNumber"), IsSale(one) ? DocumentKind.SalesInvoice : DocumentKind.Bill)),
            .. notes.Select(one => Marked(XeroId.CreditNotes, one, one.Text(IsSale(one) ? "Reference" : "CreditNoteNumber"), IsSale(one) ? DocumentKind.CreditNote : DocumentKind.BillCreditNote)),
            .. payments.Select(one => Marked(XeroId.Payments, one, one.Text("Reference"), KindOfPayment(one)) is { } found ? found with { Settles = PaidBy(one) } : null),
            .. money.Where(one => one.Text("Type") is "SPEND" or "RECEIVE").Select(one => Marked(XeroId.BankTransactions, one, one.Text("Reference"), DocumentKind.Transfer)),
            .. money.Where(one => one.Text("Type") == "RECEIVE-OVERPAYMENT").Select(one => Marked(XeroId.Overpayments, one, MarkedLine(one), DocumentKind.Overpayment)),
            .. transfers.Select(one => Marked(XeroId.BankTransfers, one, one.Text("Reference"), DocumentKind.Transfer) is { } found ? found with { IsVoid = deleted.Contains(one.Text("FromBankTransactionID") ?? "") } : null),
            .. journals.Select(one => Marked(XeroId.ManualJournals, one, one.Text("Narration"), DocumentKind.Journal)),
        ];
        return
        [
            .. marked.OfType<StandingDocument>(),
            .. notes.Where(one => DocumentMark.In(one.Text("Reference")) is not null).SelectMany(one => Allocations(XeroId.CreditNotes, one)),
            .. overpayments.Where(one => MarkedLine(one) is not null).SelectMany(one => Allocations(XeroId.Overpayments, one)),
        ];
    }

    /// <summary>Whether more is set against our invoices than the credit notes say: then overpayments are.</summary>
    private static bool IsCreditedOtherwise(List<JsonPart> invoices, List<JsonPart> notes)
    {
        var credited = invoices.Where(one => IsSale(one) && DocumentMark.In(one.Text("Reference")) is not null).ToDictionary(one => one.Text("InvoiceID") ?? "", one => one.Amount("AmountCredited") ?? 0, StringComparer.OrdinalIgnoreCase);
        var explained = notes.SelectMany(note => note.List("Allocations")).Where(one => !one.IsTrue("IsDeleted") && credited.ContainsKey(one.Part("Invoice")?.Text("InvoiceID") ?? "")).Sum(one => one.Amount("Amount") ?? 0);
        return credited.Values.Sum() > explained;
    }

    private async Task<List<JsonPart>> ListAsync(string resource, CancellationToken cancellationToken)
    {
        var all = new List<JsonPart>();
        for (var page = 1; ; page++)
        {
            // Transfers come in one list.
            var path = resource == XeroId.BankTransfers ? resource : $"{resource}?page={page}&pageSize={PageSize}";
            var root = await calls.ReadAsync(connection, path, since.ToDateTimeOffset(), cancellationToken);
            all.AddRange(root?.List(resource) ?? []);
            if ((root?.Part("pagination")?.Amount("pageCount") ?? 1) <= page)
            {
                return all;
            }
        }
    }

    private StandingDocument? Marked(string resource, JsonPart one, string? text, DocumentKind kind) => DocumentMark.In(text) is { } mark && one.Text(XeroId.FieldOf(resource)) is { } id
        ? new StandingDocument
        {
            Id = mark.Id,
            Digits = DocumentMark.IdDigits,
            Number = mark.Number,
            PlatformId = new XeroId(resource, id).ToString(),
            Kind = kind,
            Date = DayOf(one),
            Currency = CurrencyOf(one),
            IsVoid = IsVoid(one),
        }
        : null;

    private IEnumerable<StandingDocument> Allocations(string resource, JsonPart credit) =>
        from one in credit.List("Allocations")
        let source = new XeroId(resource, credit.Text(XeroId.FieldOf(resource)) ?? "")
        where !one.IsTrue("IsDeleted") && one.Text("AllocationID") is not null
        select new StandingDocument
        {
            Id = Guid.Empty,
            Digits = 0,
            Number = "",
            PlatformId = (source with { Allocation = one.Text("AllocationID") }).ToString(),
            Kind = DocumentKind.CreditAllocation,
            Date = DayOf(one),
            Currency = CurrencyOf(credit),
            Settles = [source.ToString(), new XeroId(XeroId.Invoices, one.Part("Invoice")?.Text("InvoiceID") ?? "").ToString()],
        };

    /// <summary>A payment on a credit note may name that note as its invoice too.</summary>
    private static IReadOnlyList<string> PaidBy(JsonPart payment) =>
        [.. from resource in Payable from name in Payable let id = payment.Part(name[..^1])?.Text(XeroId.FieldOf(name)) where id is not null select new XeroId(resource, id).ToString()];

    private static DocumentKind KindOfPayment(JsonPart payment) => payment.Text("PaymentType") switch
    {
        "ACCPAYPAYMENT" => DocumentKind.BillPayment,
        "APCREDITPAYMENT" => DocumentKind.BillRefund,
        "ARCREDITPAYMENT" or "AROVERPAYMENTPAYMENT" => DocumentKind.Refund,
        _ => DocumentKind.Payment,
    };

    private static string? MarkedLine(JsonPart money) => money.List("LineItems").Select(line => line.Text("Description")).FirstOrDefault(text => DocumentMark.In(text) is not null);

    private static bool IsSale(JsonPart trade) => trade.Text("Type") is "ACCREC" or "ACCRECCREDIT";

    private static bool IsVoid(JsonPart one) => one.Text("Status") is "VOIDED" or "DELETED";

    private static LocalDate DayOf(JsonPart one) => one.Day("Date") ?? LocalDate.MinIsoValue;

    private Currency CurrencyOf(JsonPart one) => (one.Text("CurrencyCode") ?? one.Part("Invoice")?.Text("CurrencyCode")) is { Length: 3 } code ? Currency.Parse(code) : home;
}
