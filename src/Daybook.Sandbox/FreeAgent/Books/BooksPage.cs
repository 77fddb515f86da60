using System.Text;
using System.Text.Json.Nodes;

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
            SandboxPage.Books(page, books.Name, books.TrialBalance(), () =>
            {
                lock (books.Gate)
                {
                    foreach (var resource in Resources)
                    {
                        SandboxPage.Documents(page, resource, ["Date", "Reference or description", "Status or type", "Bank account", "Total"], [.. books.List(resource).Select(document => Row(books, document))]);
                    }
                }
            });
        }

        return Results.Content(SandboxPage.Of("FreeAgent's stand-in: the books", page.ToString()), "text/html", Encoding.UTF8);
    }

    private static IReadOnlyList<string> Row(FreeAgentCompany books, JsonObject document)
    {
        var name = document.Text("reference") is { Length: > 0 } reference ? reference : document.Text("description");
        var total = document.Has("total_value") ? document.Amount("total_value") : document.Has("gross_value") ? document.Amount("gross_value")
            : document.Parts("journal_entries").Sum(entry => Math.Max(0, entry.Amount("debit_value")));
        return [document.Text("dated_on"), name, document.Text("status") + document.Text("type"), document.Has("bank_account") ? books.NameOf(document.Text("bank_account")) : "", $"{total:0.00}"];
    }
}
