using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Invoices and credit memos: their lines name items, which book to accounts.</summary>
internal static class Sales
{
    private const int MostTaxedLines = 750;

    public static JsonObject Create(QuickBooksCompany books, string entity, JsonObject given)
    {
        var one = Documents.Begin(books, entity, given);
        var customer = Documents.PartyOf(books, "Customer", one, "CustomerRef");
        var lines = one.Parts("Line").Where(line => line.Text("DetailType") == "SalesItemLineDetail").ToList();
        if (lines.Count == 0)
        {
            throw RefusedException.Missing("Line");
        }

        var postings = new List<(string, decimal)>();
        decimal net = 0;
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            (line["Id"], line["LineNum"]) = ($"{i + 1}", i + 1);
            var detail = line.Part("SalesItemLineDetail");
            if (!detail.Has("ItemRef"))
            {
                // A remark: its amount does not count.
                continue;
            }

            var account = Lists.AccountOf(books, books.Named("Item", detail, "ItemRef"));
            detail["ItemAccountRef"] = new JsonObject { ["value"] = account.Text("Id"), ["name"] = account.Text("Name") };
            net += line.Amount("Amount");
            postings.Add((account.Text("Id"), line.Amount("Amount")));
        }

        var tax = SalesTax.Of(books, one, lines);
        if (tax.Total != 0 && lines.Count > MostTaxedLines)
        {
            throw RefusedException.Business($"A taxable transaction can have at most {MostTaxedLines} lines.");
        }

        if (net + tax.Total < 0)
        {
            throw RefusedException.Business("Transaction amount must be 0 or greater.");
        }

        Finish(books, entity, one, customer, net, tax);
        var sign = entity == "Invoice" ? 1 : -1;
        var receivable = Documents.ControlOf(books, "Accounts Receivable", Documents.CurrencyOf(one));
        Documents.Post(books, entity, one, [(receivable, sign * (net + tax.Total)), .. postings.Select(posting => (posting.Item1, -sign * posting.Item2)), .. tax.Postings.Select(posting => (posting.Account, -sign * posting.Amount))]);
        books.Open.Add(Documents.KeyOf(entity, one), new OpenItem($"Customer/{customer.Text("Id")}", Documents.CurrencyOf(one), entity == "Invoice", net + tax.Total));
        return one;
    }

    private static void Finish(QuickBooksCompany books, string entity, JsonObject one, JsonObject customer, decimal net, SalesTaxSum tax)
    {
        one["CustomerRef"] = new JsonObject { ["value"] = customer.Text("Id"), ["name"] = customer.Text("DisplayName") };
        one["Line"]!.AsArray().Add(new JsonObject { ["Amount"] = net, ["DetailType"] = "SubTotalLineDetail", ["SubTotalLineDetail"] = new JsonObject() });
        one["TxnTaxDetail"] = tax.Detail;
        (one["TotalAmt"], one["Balance"]) = (net + tax.Total, net + tax.Total);
        if (entity == "CreditMemo")
        {
            one["RemainingCredit"] = net + tax.Total;
        }
        else if (!one.Has("DueDate"))
        {
            one["DueDate"] = one.Day("TxnDate").AddDays(30).ToString("yyyy-MM-dd");
        }

        (one["PrintStatus"], one["EmailStatus"], one["ApplyTaxAfterDiscount"]) = ("NeedToPrint", "NotSet", false);
        books.Add(entity, one);
    }
}
