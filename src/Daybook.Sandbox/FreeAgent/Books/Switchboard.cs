using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Brings each call to the desk that answers it, if the user's level allows.</summary>
internal static class Switchboard
{
    private static readonly Dictionary<string, int> Levels = new(StringComparer.Ordinal)
    {
        ["company"] = 1, ["contacts"] = 1, ["categories"] = 2, ["invoices"] = 4, ["credit_notes"] = 4, ["credit_note_reconciliations"] = 4, ["bills"] = 5,
        ["bank_accounts"] = 6, ["bank_transactions"] = 6, ["bank_transaction_explanations"] = 6, ["journal_sets"] = 7, ["accounting"] = 7, ["vat_returns"] = 7, ["account_locks"] = 8,
    };

    public static Reply Answer(FreeAgentCompany books, Question question)
    {
        if (Levels.GetValueOrDefault(question.Path[0]) > books.AccessLevel)
        {
            throw new DeniedException(403, "Access denied: insufficient access level");
        }

        return (question.Method, question.Path) switch
        {
            ("GET", ["company"]) => Settings.Company(books),
            ("GET", ["users", "me"]) => Reply.Json(200, new JsonObject { ["user"] = new JsonObject { ["url"] = question.Address + "users/1", ["first_name"] = "Sam", ["permission_level"] = books.AccessLevel } }),
            ("GET", ["account_locks"]) => Settings.Locks(books),
            ("GET", ["categories"]) => Settings.Categories(books, question),
            ("POST", ["categories"]) => Settings.CreateCategory(books, question),
            ("GET", ["categories", var code]) => Settings.Category(books, question, code),
            ("POST", ["contacts"]) => One(question, 201, "contact", Settings.CreateContact(books, question.Given("contact"))),
            ("POST", ["bank_accounts"]) => One(question, 201, "bank_account", Settings.CreateBankAccount(books, question.Given("bank_account"))),
            ("PUT", ["contacts" or "bank_accounts", var id]) => One(question, 200, question.Path[0][..^1], Settings.Change(books, $"{question.Path[0]}/{id}", question.Given(question.Path[0][..^1]))),
            ("GET", ["accounting", "trial_balance", "summary"]) => TrialBalanceSummary.Of(books, question),
            ("GET", ["vat_returns"]) => Reply.Json(200, new JsonObject { ["vat_returns"] = new JsonArray() }),

            ("POST", ["invoices" or "credit_notes"]) => One(question, 201, question.Path[0][..^1], Sales.Create(books, question.Path[0], question.Given(question.Path[0][..^1]))),
            ("PUT", ["invoices" or "credit_notes", var id, "transitions", var name]) => One(question, 200, question.Path[0][..^1], Sales.Change(books, books.Find($"{question.Path[0]}/{id}"), name)),
            ("DELETE", ["invoices" or "credit_notes", var id]) => Sales.Delete(books, books.Find($"{question.Path[0]}/{id}")),
            ("POST", ["credit_note_reconciliations"]) => One(question, 201, "credit_note_reconciliation", Sales.Reconcile(books, question.Given("credit_note_reconciliation"))),
            ("DELETE", ["credit_note_reconciliations", var id]) => Sales.Release(books, books.Find($"{question.Path[0]}/{id}")),
            ("POST", ["bills"]) => One(question, 201, "bill", Bills.Create(books, question.Given("bill"))),
            ("DELETE", ["bills", var id]) => Bills.Delete(books, books.Find($"bills/{id}")),
            ("POST", ["journal_sets"]) => One(question, 201, "journal_set", Journals.Create(books, question.Given("journal_set"))),
            ("DELETE", ["journal_sets", var id]) => Journals.Delete(books, books.Find($"journal_sets/{id}")),
            ("POST", ["bank_transaction_explanations"]) => One(question, 201, "bank_transaction_explanation", Banking.Explain(books, question.Given("bank_transaction_explanation"))),
            ("DELETE", ["bank_transaction_explanations", var id]) => Banking.Delete(books, books.Find($"bank_transaction_explanations/{id}")),
            ("DELETE", ["bank_transactions", var id]) => Banking.DeleteTransaction(books, books.Find($"bank_transactions/{id}")),

            ("GET", ["contacts" or "bank_accounts" or "invoices" or "credit_notes" or "credit_note_reconciliations" or "bills" or "journal_sets" or "bank_transactions" or "bank_transaction_explanations"]) => Listing.Of(books, question),
            ("GET", ["contacts" or "bank_accounts" or "invoices" or "credit_notes" or "credit_note_reconciliations" or "bills" or "journal_sets" or "bank_transactions" or "bank_transaction_explanations", var id]) =>
                One(question, 200, question.Path[0][..^1], books.Find($"{question.Path[0]}/{id}")),
            _ => throw DeniedException.NotFound(),
        };
    }

    /// <summary>One thing in its envelope.</summary>
    public static Reply One(Question question, int status, string envelope, JsonObject item) =>
        Reply.Json(status, new JsonObject { [envelope] = Values.Outside(item, question.Address) }) with { Location = status == 201 ? question.Address + item.Text("url") : null };

    /// <summary>What is deleted answers with nothing to read.</summary>
    public static Reply Gone() => Reply.Json(200, new JsonObject());
}
