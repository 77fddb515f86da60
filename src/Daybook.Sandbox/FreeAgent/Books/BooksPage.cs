using System.Text;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>A page that shows what arrived: trial balance and documents of each company.</summary>
internal static class BooksPage
{
    private static readonly string[] Resources = ["invoices", "credit_notes", "credit_note_reconciliations", "bills", "bank_transaction_explanations", "journal_sets"];

    public static IResult Show(FreeAgentSandbox sandbox)
    {
        var page = new StringBuilder();
        foreach (var books in sandbox.Companies)
        {
            page.Append("<h2>").Append(SandboxPage.Encode(books.Name)).Append("</h2>");
            SandboxPage.TrialBalance(page, books.TrialBalance());
            lock (books.Gate)
            {
                foreach (var resource in Resources)
                {
                    Documents(page, books, resource);
                }
            }
        }

        return Results.Content(SandboxPage.Of("Books in the sandbox", page.ToString()), "text/html", Encoding.UTF8);
    }

    private static void Documents(StringBuilder page, FreeAgentCompany books, string resource)
    {
        var documents = books.List(resource);
        if (documents.Count == 0)
        {
            return;
        }

        page.Append($"<h3>{resource}</h3><table><tr><th>Date</th><th>Reference or description</th><th>Status or type</th><th>Account</th><th>Total</th></tr>");
        foreach (var document in documents)
        {
            var name = document.Text("reference") is { Length: > 0 } reference ? reference : document.Text("description");
            var total = document.Has("total_value") ? document.Amount("total_value") : document.Has("gross_value") ? document.Amount("gross_value")
                : document.Parts("journal_entries").Sum(entry => Math.Max(0, entry.Amount("debit_value")));
            var account = document.Has("bank_account") ? books.NameOf(document.Text("bank_account")) : "";
            page.Append($"<tr><td>{document.Text("dated_on")}</td><td>{SandboxPage.Encode(name)}</td><td>{document.Text("status")}{document.Text("type")}</td><td>{SandboxPage.Encode(account)}</td><td class=\"n\">{total:0.00}</td></tr>");
        }

        page.Append("</table>");
    }
}
