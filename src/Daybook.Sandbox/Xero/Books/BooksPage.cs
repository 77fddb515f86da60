using System.Text;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>A page that shows what arrived: trial balance and documents of each organisation.</summary>
internal static class BooksPage
{
    private static readonly string[] Names = ["InvoiceNumber", "CreditNoteNumber", "Reference", "Narration"];
    private static readonly string[] Collections = ["Invoices", "CreditNotes", "Payments", "Overpayments", "BankTransactions", "BankTransfers", "ManualJournals"];

    public static IResult Show(XeroSandbox sandbox)
    {
        var page = new StringBuilder();
        foreach (var books in sandbox.Organisations)
        {
            SandboxPage.Books(page, books.Name, books.TrialBalance(), () =>
            {
                foreach (var collection in Collections)
                {
                    SandboxPage.Documents(page, collection, ["Date", "Number or reference", "Type", "Status", "Total"], [.. books.Standing(collection).Select(Row)]);
                }
            });
        }

        return Results.Content(SandboxPage.Of("Xero's stand-in: the books", page.ToString()), "text/html", Encoding.UTF8);
    }

    private static IReadOnlyList<string> Row(JsonObject document)
    {
        var number = Names.Select(document.Text).FirstOrDefault(text => text.Length > 0) ?? "";
        var total = document.Has("Total") ? document.Amount("Total") : document.Has("Amount") ? document.Amount("Amount") : document.Parts("JournalLines").Sum(line => Math.Max(0, line.Amount("LineAmount")));
        return [$"{document.Day("Date"):yyyy-MM-dd}", number, document.Text("Type") + document.Text("PaymentType"), document.Text("Status"), $"{total:0.00}"];
    }
}
