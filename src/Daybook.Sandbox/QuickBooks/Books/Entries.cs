using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Journal entries and transfers.</summary>
internal static class Entries
{
    public static JsonObject CreateJournal(QuickBooksCompany books, JsonObject given)
    {
        var one = Documents.Begin(books, "JournalEntry", given);
        var lines = one.Parts("Line");
        if (lines.Count == 0)
        {
            throw new RefusedException("2250", "Journal entry lines are missing", "Journal entry needs at least two lines.", "Line");
        }

        var postings = new List<(string Account, decimal Amount)>();
        var open = new List<OpenItem>();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            line["Id"] = $"{i}";
            var detail = line.Part("JournalEntryLineDetail");
            var sign = detail.Text("PostingType") switch { "Debit" => 1, "Credit" => -1, _ => throw new RefusedException("2260", "PostingType is missing", "PostingType is missing on a journal entry line.", "PostingType") };
            if (line.Amount("Amount") < 0)
            {
                throw new RefusedException("2290", "Negative amount", "Negative amount is not supported on lines.", "Amount");
            }

            var account = books.Named("Account", detail, "AccountRef");
            if (detail.Has("DepartmentRef"))
            {
                books.Named("Department", detail, "DepartmentRef");
            }

            var amount = sign * line.Amount("Amount");
            if (PartyOf(books, one, account, detail) is { } party)
            {
                open.Add(new OpenItem(party, Documents.CurrencyOf(one), amount > 0 == party.StartsWith("Customer/", StringComparison.Ordinal), Math.Abs(amount)));
                postings.Add((Documents.ControlOf(books, account.Text("AccountType"), Documents.CurrencyOf(one)), amount));
                continue;
            }

            postings.Add((account.Text("Id"), amount));
        }

        if (postings.Sum(posting => posting.Amount) != 0 || postings.All(posting => posting.Amount >= 0))
        {
            throw new RefusedException("2300", "Debits and credits differ", "The total of debits must equal the total of credits.");
        }

        (one["Adjustment"], one["TotalAmt"]) = (false, 0);
        one["TxnTaxDetail"] = new JsonObject();
        books.Add("JournalEntry", one);
        Documents.Post(books, "JournalEntry", one, postings);
        if (open.Count == 1)
        {
            books.Open.Add(Documents.KeyOf("JournalEntry", one), open[0]);
        }

        return one;
    }

    public static JsonObject CreateTransfer(QuickBooksCompany books, JsonObject given)
    {
        var one = Documents.Begin(books, "Transfer", given);
        var (from, to) = (books.Named("Account", one, "FromAccountRef"), books.Named("Account", one, "ToAccountRef"));
        foreach (var account in new[] { from, to })
        {
            if (account.Text("Classification") is not ("Asset" or "Liability" or "Equity") || account.Text("AccountType") is "Accounts Receivable" or "Accounts Payable")
            {
                throw RefusedException.AccountType(account.Text("Name"));
            }
        }

        var amount = one.Amount("Amount");
        if (amount <= 0)
        {
            throw RefusedException.Business("The amount of a transfer must be greater than zero.");
        }

        books.Add("Transfer", one);
        Documents.Post(books, "Transfer", one, [(to.Text("Id"), amount), (from.Text("Id"), -amount)]);
        return one;
    }

    /// <summary>Whose the line is where its account needs one; null where it needs none.</summary>
    private static string? PartyOf(QuickBooksCompany books, JsonObject one, JsonObject account, JsonObject detail)
    {
        var (entity, words) = account.Text("AccountType") switch
        {
            "Accounts Receivable" => ("Customer", "When you use Accounts Receivable, you must choose a customer in the Name field."),
            "Accounts Payable" => ("Vendor", "When you use Accounts Payable, you must choose a vendor in the Name field."),
            _ => ("", ""),
        };
        if (entity.Length == 0)
        {
            return null;
        }

        if (detail.Part("Entity").Text("Type") != entity)
        {
            throw RefusedException.Business(words);
        }

        var party = books.Named(entity, detail.Part("Entity"), "EntityRef");
        return Documents.CurrencyOf(party) == Documents.CurrencyOf(one) ? $"{entity}/{party.Text("Id")}" : throw RefusedException.Business($"The {entity.ToLowerInvariant()}'s currency does not match the transaction.");
    }
}
