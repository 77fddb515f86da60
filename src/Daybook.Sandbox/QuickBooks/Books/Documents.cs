using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>What all documents have alike: day, currency, number, and a double entry in home currency.</summary>
internal static class Documents
{
    private const int MaxNumber = 21;
    private const int MaxNote = 4000;

    /// <summary>Begins a document: checks what all have, and fills in what is missing.</summary>
    public static JsonObject Begin(QuickBooksCompany books, string entity, JsonObject given)
    {
        var one = given.DeepClone().AsObject();
        if (!one.Has("TxnDate"))
        {
            one["TxnDate"] = books.Today.ToString("yyyy-MM-dd");
        }

        books.CheckOpen(one.Day("TxnDate"));
        CheckNumber(books, entity, one);
        if (one.Text("PrivateNote").Length > MaxNote)
        {
            throw new RefusedException("2050", "Invalid String. String length should not exceed", $"Min:0 Max:{MaxNote} supplied:{one.Text("PrivateNote").Length}", "PrivateNote");
        }

        var currency = one.Part("CurrencyRef").Text("value") is { Length: > 0 } named ? named : books.Currency;
        if (currency != books.Currency && !books.HasCurrencies)
        {
            throw RefusedException.Business("Multicurrency is not enabled: the transaction's currency must be the home currency.");
        }

        one["CurrencyRef"] = new JsonObject { ["value"] = currency };
        if (books.HasCurrencies && !one.Has("ExchangeRate"))
        {
            one["ExchangeRate"] = currency == books.Currency ? 1 : books.ExchangeRate;
        }

        if (one.Has("DepartmentRef"))
        {
            books.Named("Department", one, "DepartmentRef");
        }

        one["LinkedTxn"] = new JsonArray();
        return one;
    }

    public static string CurrencyOf(JsonObject one) => one.Part("CurrencyRef").Text("value");

    /// <summary>The name under which its entry and its open amount are kept.</summary>
    public static string KeyOf(string entity, JsonObject one) => $"{entity}/{one.Text("Id")}";

    /// <summary>The customer or supplier of a document, in the document's currency.</summary>
    public static JsonObject PartyOf(QuickBooksCompany books, string entity, JsonObject one, string field)
    {
        var party = books.Named(entity, one, field);
        return CurrencyOf(party) == CurrencyOf(one) ? party
            : throw RefusedException.Business($"The {entity.ToLowerInvariant()}'s currency {CurrencyOf(party)} does not match the currency {CurrencyOf(one)} of the transaction.");
    }

    /// <summary>The account of what customers owe, or suppliers are owed: each currency has its own.</summary>
    public static string ControlOf(QuickBooksCompany books, string type, string currency)
    {
        if (currency == books.Currency)
        {
            return books.System(type);
        }

        var name = $"{(type == "Accounts Receivable" ? "Accounts Receivable (A/R)" : "Accounts Payable (A/P)")} - {currency}";
        var known = books.List("Account").Find(account => account.Text("Name") == name);
        return (known ?? Lists.Account(books, name, type, type.Replace(" ", "", StringComparison.Ordinal), currency)).Text("Id");
    }

    /// <summary>Posts a document's entry; what its rounding to home currency leaves over goes to the first account.</summary>
    public static void Post(QuickBooksCompany books, string entity, JsonObject one, IReadOnlyList<(string Account, decimal Amount)> postings)
    {
        var rate = CurrencyOf(one) == books.Currency ? 1 : one.Amount("ExchangeRate", 1);
        var home = postings.Select(posting => (posting.Account, Amount: Fields.Cents(posting.Amount * rate))).ToList();
        if (postings.Count > 0)
        {
            home[0] = (home[0].Account, home[0].Amount - home.Sum(posting => posting.Amount));
        }

        books.Ledger.Post(KeyOf(entity, one), home);
    }

    private static void CheckNumber(QuickBooksCompany books, string entity, JsonObject one)
    {
        foreach (var field in (string[])["DocNumber", "PaymentRefNum"])
        {
            if (one.Text(field).Length > MaxNumber)
            {
                throw new RefusedException("2050", "Invalid String. String length should not exceed", $"Min:0 Max:{MaxNumber} supplied:{one.Text(field).Length}", field);
            }
        }

        var isOnce = entity is "Invoice" or "CreditMemo" || (books.WarnsOfDuplicates && entity is "Bill" or "JournalEntry");
        if (isOnce && one.Text("DocNumber") is { Length: > 0 } number && books.List(entity).Exists(other => string.Equals(other.Text("DocNumber"), number, StringComparison.OrdinalIgnoreCase)))
        {
            throw new RefusedException("6140", "Duplicate Document Number Error", $"Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber={number} is assigned to TxnType={entity}", "");
        }
    }
}
