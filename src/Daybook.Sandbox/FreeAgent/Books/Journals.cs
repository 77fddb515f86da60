using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Journal sets: balanced, in the company's currency, not on bank accounts, and not where FreeAgent needs to know more than a category.</summary>
internal static class Journals
{
    private const int MaxText = 255;
    private static readonly string[] NeedsMore = ["601", "602", "603", "604", "605", "606", "607", "609", "900", "901", "902", "904", "905", "907", "908", "910"];

    public static JsonObject Create(FreeAgentCompany books, JsonObject given)
    {
        if (given.Text("description").Length is 0 or > MaxText)
        {
            throw new RefusedException(given.Text("description").Length == 0 ? "description can't be blank" : "description is too long (maximum is 255 characters)");
        }

        var journal = given.DeepClone().AsObject();
        journal["dated_on"] = Values.Day(given.Day("dated_on"));
        books.CheckOpen(journal);
        var postings = new List<(string Account, decimal Amount)>();
        foreach (var entry in journal.Parts("journal_entries"))
        {
            if (entry.Reference("category").StartsWith("categories/750", StringComparison.Ordinal) || entry.Has("bank_account"))
            {
                throw new RefusedException("journal_entries.category can't be a bank account");
            }

            if (entry.Text("description").Length > MaxText)
            {
                throw new RefusedException("journal_entries.description is too long (maximum is 255 characters)");
            }

            entry["category"] = entry.Reference("category");
            var code = books.CategoryOf(entry).Text("nominal_code");
            if (NeedsMore.Contains(code))
            {
                throw DeniedException.NotFound();
            }

            var amount = Fields.Cents(entry.Amount("debit_value"));
            entry["debit_value"] = Values.Money(amount);
            postings.Add((code, amount));
        }

        if (postings.Count == 0 || postings.Sum(posting => posting.Amount) != 0)
        {
            throw new RefusedException("journal_entries must balance");
        }

        var added = books.Add("journal_sets", journal);
        foreach (var entry in added.Parts("journal_entries"))
        {
            entry["url"] = books.NewPath("journal_entries");
        }

        books.Ledger.Post(added.Text("url"), postings);
        return added;
    }

    public static Reply Delete(FreeAgentCompany books, JsonObject journal)
    {
        books.CheckOpen(journal);
        books.Ledger.TakeBack(journal.Text("url"));
        books.Remove(journal);
        return Switchboard.Gone();
    }
}
