using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Leads a call to what answers it.</summary>
internal static class QuickBooksSwitchboard
{
    public static JsonObject Answer(QuickBooksCompany books, QuickBooksQuestion question) => (question.Method, question.Path) switch
    {
        (_, ["query"]) => QuickBooksQueries.Answer(books, question.Statement),
        ("POST", ["batch"]) => QuickBooksBatch.Answer(books, question.Body ?? throw RefusedException.Missing("BatchItemRequest")),
        ("GET", ["companyinfo", _]) => Of("CompanyInfo", CompanyFacts.CompanyOf(books)),
        ("GET", ["preferences"]) => Of("Preferences", CompanyFacts.PreferencesOf(books)),
        ("GET", ["exchangerate"]) => Of("ExchangeRate", CompanyFacts.RateOf(books, question)),
        ("GET", ["reports", "TrialBalance"]) => TrialBalanceReport.Of(books),
        ("GET", [_, var id]) when question.Entity is { } entity => Of(entity, Read(books, entity, id)),
        ("POST", [_]) when question.Entity is { } entity && QuickBooksFields.CanBeWritten(entity) => Of(entity, Write(books, entity, question)),
        _ => throw new RefusedException("500", "Unsupported Operation", $"Operation Could not find resource for relative : /v3/company/{books.Realm}/{string.Join('/', question.Path)} is not supported."),
    };

    private static JsonObject Of(string entity, JsonObject one) => new() { [entity] = one.DeepClone() };

    private static JsonObject Read(QuickBooksCompany books, string entity, string id) => !id.All(char.IsAsciiDigit)
        ? throw new RefusedException("2030", "Invalid ID", $"Id should be a valid number. Supplied value:{id}", "Id")
        : books.Find(entity, id) ?? throw RefusedException.Gone();

    private static JsonObject Write(QuickBooksCompany books, string entity, QuickBooksQuestion question)
    {
        if (books.SubscriptionEnded)
        {
            throw new RefusedException("6190", "Invalid Company Status", "Subscription period has ended or canceled or there was a billing problem: You can't add data to QuickBooks Online Plus because your trial or subscription period ended, you canceled your subscription, or there was a billing problem.");
        }

        var body = question.Body ?? throw RefusedException.Missing(entity);
        QuickBooksFields.Check(entity, body);
        if (body.Text("Id").Length > 0)
        {
            return Change(books, entity, question, body);
        }

        return entity switch
        {
            "Invoice" or "CreditMemo" => Sales.Create(books, entity, body),
            "Bill" or "VendorCredit" => Costs.Create(books, entity, body),
            "Payment" => Payments.Create(books, body),
            "BillPayment" => BillPayments.Create(books, body),
            "JournalEntry" => Entries.CreateJournal(books, body),
            "Transfer" => Entries.CreateTransfer(books, body),
            _ => Lists.Create(books, entity, body),
        };
    }

    private static JsonObject Change(QuickBooksCompany books, string entity, QuickBooksQuestion question, JsonObject body)
    {
        var one = books.Find(entity, body.Text("Id")) ?? throw RefusedException.Gone();
        if (body.Text("SyncToken") != one.Text("SyncToken"))
        {
            throw new RefusedException("5010", "Stale Object Error", "Stale Object Error : You and Somebody were working on this at the same time. Somebody finished before you did, so your work was not saved.");
        }

        return (question.Query("operation"), question.Query("include")) switch
        {
            ("void", _) when entity == "Invoice" => Removal.Void(books, entity, one),
            ("update", "void") when entity is "Payment" or "BillPayment" => Removal.Void(books, entity, one),
            ("delete", _) => Removal.Delete(books, entity, one),
            ("" or "update", "") => Lists.Change(books, entity, one, body),
            _ => throw new RefusedException("500", "Unsupported Operation", $"Operation {question.Query("operation")} is not supported."),
        };
    }
}
