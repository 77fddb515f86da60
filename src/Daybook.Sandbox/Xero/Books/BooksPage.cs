using System.Text;

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
            page.Append("<h2>").Append(SandboxPage.Encode(books.Name)).Append("</h2>");
            SandboxPage.TrialBalance(page, books.TrialBalance());
            foreach (var collection in Collections)
            {
                Documents(page, books, collection);
            }
        }

        return Results.Content(SandboxPage.Of("Books in the sandbox", page.ToString()), "text/html", Encoding.UTF8);
    }

    private static void Documents(StringBuilder page, XeroOrganisation books, string collection)
    {
        var documents = books.Standing(collection);
        if (documents.Count == 0)
        {
            return;
        }

        page.Append($"<h3>{collection}</h3><table><tr><th>Date</th><th>Number or reference</th><th>Type</th><th>Status</th><th>Total</th></tr>");
        foreach (var document in documents)
        {
            var number = Names.Select(document.Text).FirstOrDefault(text => text.Length > 0) ?? "";
            var total = document.Has("Total") ? document.Amount("Total") : document.Has("Amount") ? document.Amount("Amount") : document.Parts("JournalLines").Sum(line => Math.Max(0, line.Amount("LineAmount")));
            page.Append($"<tr><td>{document.Day("Date"):yyyy-MM-dd}</td><td>{SandboxPage.Encode(number)}</td><td>{document.Text("Type")}{document.Text("PaymentType")}</td><td>{document.Text("Status")}</td><td class=\"n\">{total:0.00}</td></tr>");
        }

        page.Append("</table>");
    }
}
