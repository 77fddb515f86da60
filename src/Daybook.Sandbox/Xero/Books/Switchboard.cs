using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>Brings each call to the desk that answers it.</summary>
internal static class Switchboard
{
    public static Reply Answer(XeroOrganisation books, Question question) => (question.Method, question.Path) switch
    {
        ("GET", ["Organisation"]) => Settings.Organisation(books),
        ("GET", ["Accounts"]) => books.Reply("Accounts", Filter.Where(books.Accounts, question.Query("where"))),
        ("PUT", ["Accounts"]) => Settings.CreateAccount(books, question),
        ("POST", ["Accounts", var id]) => Settings.ChangeAccount(books, question, id),
        ("GET", ["TaxRates"]) => books.Reply("TaxRates", Filter.Where(books.TaxRates, question.Query("where"))),
        ("GET", ["TrackingCategories"]) => books.Reply("TrackingCategories", books.TrackingCategories),
        ("GET", ["Contacts"]) => Listing.Contacts(books, question),
        ("PUT" or "POST", ["Contacts"]) => Settings.CreateContacts(books, question),
        ("GET", ["Reports", "TrialBalance"]) => TrialBalanceReport.Of(books),

        ("GET", ["Invoices" or "CreditNotes" or "Payments" or "BankTransactions" or "BankTransfers" or "ManualJournals" or "Overpayments"]) => Listing.Of(books, question),
        ("GET", ["Invoices" or "CreditNotes" or "Payments" or "BankTransactions" or "BankTransfers" or "ManualJournals" or "Overpayments", var id]) => books.Reply(question.Path[0], [Listing.Find(books, question.Path[0], id)]),

        ("PUT" or "POST", ["Invoices" or "CreditNotes"]) => Each(books, question, element => Trade.Create(books, question, element)),
        ("POST", ["Invoices" or "CreditNotes", var id]) => Each(books, question, element => Trade.ChangeState(books, question.Path[0], id, element)),
        ("PUT" or "POST", ["Payments"]) => Each(books, question, element => Settling.Pay(books, element)),
        ("POST", ["Payments", var id]) => Each(books, question, element => Settling.TakeBack(books, id, element)),
        ("PUT", ["CreditNotes" or "Overpayments", var id, "Allocations"]) => Each(books, question, element => Settling.Allocate(books, question.Path[0], id, element), "Allocations"),
        ("DELETE", ["CreditNotes" or "Overpayments", var id, "Allocations", var allocation]) => Settling.Release(books, question.Path[0], id, allocation),
        ("PUT" or "POST", ["BankTransactions"]) => Each(books, question, element => Banking.Create(books, question, element)),
        ("POST", ["BankTransactions", var id]) => Each(books, question, element => Banking.Delete(books, id, element)),
        ("PUT", ["BankTransfers"]) => Each(books, question, element => Banking.Transfer(books, element)),
        ("PUT" or "POST", ["ManualJournals"]) => Each(books, question, element => Journals.Create(books, element)),
        ("POST", ["ManualJournals", var id]) => Each(books, question, element => Journals.ChangeState(books, id, element)),
        _ => throw new MissingException(),
    };

    /// <summary>Takes each element by itself. Those that are good are kept whatever becomes of the others; without <c>summarizeErrors=false</c> the answer then shows only the others.</summary>
    private static Reply Each(XeroOrganisation books, Question question, Func<JsonObject, JsonObject> take, string? collection = null)
    {
        collection ??= question.Path[0];
        var answers = new List<JsonObject>();
        var refused = new List<JsonObject>();
        foreach (var element in question.Elements(collection))
        {
            try
            {
                var taken = take(element).DeepClone().AsObject();
                taken["StatusAttributeString"] = "OK";
                answers.Add(taken);
            }
            catch (RefusedException refusal)
            {
                var echo = element.DeepClone().AsObject();
                echo["StatusAttributeString"] = "ERROR";
                echo["ValidationErrors"] = new JsonArray([.. refusal.Messages.Select(message => new JsonObject { ["Message"] = message })]);
                answers.Add(echo);
                refused.Add(echo);
            }
        }

        return refused.Count > 0 && question.Summarizes
            ? Xero.Reply.Bad(10, "ValidationException", "A validation exception occurred", new JsonArray([.. refused.Select(element => element.DeepClone())]))
            : books.Reply(collection, answers);
    }
}
