using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Bills and vendor credits: their lines name accounts.</summary>
internal static class Costs
{
    public static JsonObject Create(QuickBooksCompany books, string entity, JsonObject given)
    {
        var one = Documents.Begin(books, entity, given);
        var vendor = Documents.PartyOf(books, "Vendor", one, "VendorRef");
        var lines = one.Parts("Line").ToList();
        if (lines.Count == 0)
        {
            throw RefusedException.Missing("Line");
        }

        var postings = new List<(string Account, decimal Amount)>();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            (line["Id"], line["LineNum"]) = ($"{i + 1}", i + 1);
            postings.Add((books.Named("Account", line.Part("AccountBasedExpenseLineDetail"), "AccountRef").Text("Id"), line.Amount("Amount")));
        }

        var tax = SalesTax.OfCosts(books, one, lines);
        var total = postings.Sum(posting => posting.Amount) + tax.Total;
        if (total < 0)
        {
            throw RefusedException.Business("Transaction amount must be 0 or greater.");
        }

        var payable = one.Has("APAccountRef") ? books.Named("Account", one, "APAccountRef") : books.Find("Account", Documents.ControlOf(books, "Accounts Payable", Documents.CurrencyOf(one)))!;
        if (payable.Text("AccountType") != "Accounts Payable")
        {
            throw RefusedException.AccountType(payable.Text("Name"));
        }

        (one["TotalAmt"], one["Balance"]) = (total, total);
        one["APAccountRef"] = new JsonObject { ["value"] = payable.Text("Id"), ["name"] = payable.Text("Name") };
        if (entity == "Bill" && !one.Has("DueDate"))
        {
            one["DueDate"] = one.Text("TxnDate");
        }

        books.Add(entity, one);
        var sign = entity == "Bill" ? 1 : -1;
        Documents.Post(books, entity, one, [(payable.Text("Id"), -sign * total), .. postings.Select(posting => (posting.Account, sign * posting.Amount)), .. tax.Postings.Select(posting => (posting.Account, sign * posting.Amount))]);
        books.Open.Add(Documents.KeyOf(entity, one), new OpenItem($"Vendor/{vendor.Text("Id")}", Documents.CurrencyOf(one), entity == "Bill", total));
        return one;
    }
}
