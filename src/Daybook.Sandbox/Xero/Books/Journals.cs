using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>Manual journals: in the base currency, balanced, and not on the accounts that other documents move.</summary>
internal static class Journals
{
    private static readonly string[] Closed = ["DEBTORS", "CREDITORS", "RETAINEDEARNINGS"];

    public static JsonObject Create(XeroOrganisation books, JsonObject given)
    {
        if (given.Text("Narration").Length == 0)
        {
            throw new RefusedException("Narration must be specified.");
        }

        var journal = given.DeepClone().AsObject();
        journal["ManualJournalID"] = books.NewId();
        journal["Status"] = given.Text("Status") is { Length: > 0 } status ? status : "DRAFT";
        var day = given.Day("Date");
        journal["Date"] = Fields.Stamp(day);
        var postings = journal.Parts("JournalLines").Select(line => Posting(books, line)).ToList();
        var debits = postings.Where(posting => posting.Amount > 0).Sum(posting => posting.Amount);
        var credits = postings.Where(posting => posting.Amount < 0).Sum(posting => posting.Amount);
        if (debits + credits != 0 || postings.Count < 2)
        {
            throw new RefusedException($"The total debits ({debits:0.00}) must equal total credits ({credits:0.00})");
        }

        if (journal.Text("Status") == "POSTED")
        {
            books.CheckOpen(day);
            books.Ledger.Post(journal.Text("ManualJournalID"), postings);
        }

        books.Touch(journal);
        books.List("ManualJournals").Add(journal);
        return journal;
    }

    public static JsonObject ChangeState(XeroOrganisation books, string id, JsonObject given)
    {
        var journal = Listing.Find(books, "ManualJournals", id);
        if ((journal.Text("Status"), given.Text("Status")) is not (("POSTED", "VOIDED") or ("DRAFT", "DELETED")))
        {
            throw new RefusedException("Manual journal not of valid status for modification");
        }

        books.CheckOpen(journal.Day("Date"));
        journal["Status"] = given.Text("Status");
        books.Touch(journal);
        books.Ledger.TakeBack(id);
        return journal;
    }

    private static (string Account, decimal Amount) Posting(XeroOrganisation books, JsonObject line)
    {
        books.CheckTracking(line);
        var account = books.AccountOf(line, "AccountID", "AccountCode");
        var code = account?.Text("Code") ?? line.Text("AccountCode");
        if (account is null || account.Text("Type") == "BANK" || Closed.Contains(account.Text("SystemAccount")))
        {
            throw new RefusedException($"Account code '{code}' is not a valid code for this document.");
        }

        if (account.Text("Status") != "ACTIVE")
        {
            throw new RefusedException($"Account code '{code}' has been archived, or has been deleted. Each line item must reference a valid account.");
        }

        (line["AccountCode"], line["AccountID"]) = (code, account.Text("AccountID"));
        return (account.Text("AccountID"), Fields.Cents(line.Amount("LineAmount")));
    }
}
