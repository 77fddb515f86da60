using System.Globalization;
using Daybook.Bookkeeping;

namespace Daybook.Syncing.Tests.Scenarios;

/// <summary>Tells documents in a line each, as the scenarios do.</summary>
internal static class Told
{
    /// <summary>For example <c>2026-06-03 INV 15.50: sales 20 3.88+0.78, gratuity 1.50</c>.</summary>
    public static string[] Of(IEnumerable<Document> documents) =>
        [.. documents.OrderBy(document => document.Date).ThenBy(document => document.Kind.Rank()).ThenBy(document => document.Account, StringComparer.Ordinal).Select(Of)];

    /// <summary>The movement of each account over all documents.</summary>
    public static string[] Movements(IEnumerable<Document> documents) =>
    [
        .. documents.SelectMany(document => document.Ledger).GroupBy(line => line.Account).Select(group => (group.Key, Amount: group.Sum(line => line.Amount)))
            .Where(line => line.Amount != 0).OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"{line.Key} {Amount(line.Amount)}"),
    ];

    private static string Of(Document document)
    {
        var head = $"{document.Date:uuuu-MM-dd} {Short(document.Kind)} {Amount(document.Total)}";
        return document.Kind switch
        {
            DocumentKind.Transfer => $"{head} {document.FromAccount} to {document.Account}",
            _ when document.Account is not null => $"{head} {document.Account}",
            _ when document.Lines.Count > 0 => $"{head}: {string.Join(", ", document.Lines.Select(Line))}",
            _ => head,
        };
    }

    private static string Line(DocumentLine line) => $"{line.Account} {Amount(line.Net)}{(line.Tax == 0 ? "" : "+" + Amount(line.Tax))}";

    private static string Amount(decimal amount) => amount.ToString("0.00#", CultureInfo.InvariantCulture);

    private static string Short(DocumentKind kind) => kind switch
    {
        DocumentKind.SalesInvoice => "INV",
        DocumentKind.CreditNote => "CN",
        DocumentKind.Payment => "PMT",
        DocumentKind.Refund => "REF",
        DocumentKind.Bill => "BILL",
        DocumentKind.BillPayment => "BILLPMT",
        DocumentKind.BillCreditNote => "BCN",
        DocumentKind.BillRefund => "BCNREF",
        DocumentKind.Transfer => "XFER",
        DocumentKind.Journal => "JNL",
        DocumentKind.CreditAllocation => "ALLOC",
        _ => kind.ToString(),
    };
}
