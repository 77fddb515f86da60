using System.Text;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>A page that shows what arrived: trial balance and documents of each company.</summary>
internal static class QuickBooksPage
{
    private static readonly string[] Documents = ["Invoice", "CreditMemo", "Payment", "Bill", "VendorCredit", "BillPayment", "JournalEntry", "Transfer"];

    public static IResult Show(QuickBooksSandbox sandbox)
    {
        var page = new StringBuilder();
        foreach (var books in sandbox.Companies)
        {
            SandboxPage.Books(page, books.Name, books.TrialBalance(), () =>
            {
                foreach (var entity in Documents)
                {
                    SandboxPage.Documents(page, entity, ["Date", "Number", "Private note", "Open", "Total"], [.. books.Standing(entity).Select(document => Row(entity, document))]);
                }
            });
        }

        return Results.Content(SandboxPage.Of("QuickBooks' stand-in: the books", page.ToString()), "text/html", Encoding.UTF8);
    }

    private static IReadOnlyList<string> Row(string entity, JsonObject document)
    {
        var number = document.Text("DocNumber") is { Length: > 0 } own ? own : document.Text("PaymentRefNum");
        var total = document.Has("Amount") ? document.Amount("Amount") : entity == "JournalEntry"
            ? document.Parts("Line").Where(line => line.Part("JournalEntryLineDetail").Text("PostingType") == "Debit").Sum(line => line.Amount("Amount"))
            : document.Amount("TotalAmt");
        return [$"{document.Day("TxnDate"):yyyy-MM-dd}", number, document.Text("PrivateNote"), document.Has("Balance") ? $"{document.Amount("Balance"):0.00}" : "", $"{total:0.00}"];
    }
}
