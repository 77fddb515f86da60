using System.Text;

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
            page.Append("<h2>").Append(SandboxPage.Encode(books.Name)).Append("</h2>");
            SandboxPage.TrialBalance(page, books.TrialBalance());
            foreach (var entity in Documents)
            {
                Show(page, books, entity);
            }
        }

        return Results.Content(SandboxPage.Of("QuickBooks books in the sandbox", page.ToString()), "text/html", Encoding.UTF8);
    }

    private static void Show(StringBuilder page, QuickBooksCompany books, string entity)
    {
        var documents = books.Standing(entity);
        if (documents.Count == 0)
        {
            return;
        }

        page.Append($"<h3>{entity}</h3><table><tr><th>Date</th><th>Number</th><th>Note</th><th>Total</th><th>Open</th></tr>");
        foreach (var document in documents)
        {
            var number = document.Text("DocNumber") is { Length: > 0 } own ? own : document.Text("PaymentRefNum");
            var total = document.Has("Amount") ? document.Amount("Amount") : entity == "JournalEntry"
                ? document.Parts("Line").Where(line => line.Part("JournalEntryLineDetail").Text("PostingType") == "Debit").Sum(line => line.Amount("Amount"))
                : document.Amount("TotalAmt");
            var open = document.Has("Balance") ? $"{document.Amount("Balance"):0.00}" : "";
            page.Append($"<tr><td>{document.Day("TxnDate"):yyyy-MM-dd}</td><td>{SandboxPage.Encode(number)}</td><td>{SandboxPage.Encode(document.Text("PrivateNote"))}</td><td class=\"n\">{total:0.00}</td><td class=\"n\">{open}</td></tr>");
        }

        page.Append("</table>");
    }
}
