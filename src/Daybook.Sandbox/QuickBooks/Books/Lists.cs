using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Accounts, customers, vendors and items.</summary>
internal static class Lists
{
    private const int MaxName = 100;
    private static readonly string[] Parties = ["Customer", "Vendor"];

    public static JsonObject Create(QuickBooksCompany books, string entity, JsonObject given)
    {
        var one = given.DeepClone().AsObject();
        CheckName(books, entity, one);
        switch (entity)
        {
            case "Account":
                return Account(books, one);
            case "Item":
                CheckItem(books, one);
                break;
        }

        if (Parties.Contains(entity))
        {
            var currency = one.Part("CurrencyRef").Text("value") is { Length: > 0 } named ? named : books.Currency;
            if (currency != books.Currency && !books.HasCurrencies)
            {
                throw RefusedException.Business("Multicurrency is not enabled: the currency must be the home currency.");
            }

            (one["CurrencyRef"], one["Balance"], one["PrintOnCheckName"]) = (new JsonObject { ["value"] = currency }, 0m, one.Text("DisplayName"));
        }

        one["Active"] = true;
        one["FullyQualifiedName"] = NameOf(entity, one);
        return books.Add(entity, one);
    }

    public static JsonObject Change(QuickBooksCompany books, string entity, JsonObject one, JsonObject body)
    {
        if (one.Has("TxnDate"))
        {
            throw new RefusedException("500", "Unsupported Operation", "The stand-in changes no transactions.");
        }

        foreach (var (name, value) in body.Where(field => field.Key is not ("Id" or "SyncToken" or "sparse")))
        {
            one[name] = value?.DeepClone();
        }

        var field = Parties.Contains(entity) ? "DisplayName" : "Name";
        if (one["Active"]?.GetValue<bool>() is false && !one.Text(field).EndsWith("(deleted)", StringComparison.Ordinal))
        {
            one[field] = $"{one.Text(field)} (deleted)";
        }

        books.Touch(one);
        return one;
    }

    public static JsonObject Account(QuickBooksCompany books, string name, string type, string subType, string currency, string? number = null)
    {
        var account = new JsonObject { ["Name"] = name, ["AccountType"] = type, ["AccountSubType"] = subType, ["CurrencyRef"] = new JsonObject { ["value"] = currency } };
        if (number is not null)
        {
            account["AcctNum"] = number;
        }

        return Account(books, account);
    }

    /// <summary>The account that an item books to.</summary>
    public static void Location(QuickBooksCompany books, string name) =>
        books.Add("Department", new JsonObject { ["Name"] = name, ["FullyQualifiedName"] = name, ["SubDepartment"] = false, ["Active"] = true });

    public static JsonObject AccountOf(QuickBooksCompany books, JsonObject item) => books.Named("Account", item, "IncomeAccountRef");

    private static JsonObject Account(QuickBooksCompany books, JsonObject one)
    {
        if (!one.Has("AccountType") && !one.Has("AccountSubType"))
        {
            throw new RefusedException("6010", "Account Type or SubType is missing", "Either AccountType or AccountSubType has to be sent.");
        }

        if (!one.Has("AccountType"))
        {
            throw new RefusedException("6010", "Account Type is missing", "The stand-in wants the AccountType.");
        }

        one["Classification"] = one.Text("AccountType") switch
        {
            "Bank" or "Accounts Receivable" or "Other Current Asset" or "Fixed Asset" or "Other Asset" => "Asset",
            "Accounts Payable" or "Credit Card" or "Other Current Liability" or "Long Term Liability" => "Liability",
            "Equity" => "Equity",
            "Income" or "Other Income" => "Revenue",
            "Cost of Goods Sold" or "Expense" or "Other Expense" => "Expense",
            var other => throw new RefusedException("2170", "Invalid Enumeration", $"{other} is not a value of AccountTypeEnum", "AccountType"),
        };
        if (!one.Has("CurrencyRef"))
        {
            one["CurrencyRef"] = new JsonObject { ["value"] = books.Currency };
        }

        (one["Active"], one["SubAccount"], one["FullyQualifiedName"]) = (true, false, one.Text("Name"));
        (one["CurrentBalance"], one["CurrentBalanceWithSubAccounts"]) = (0m, 0m);
        return books.Add("Account", one);
    }

    private static void CheckName(QuickBooksCompany books, string entity, JsonObject one)
    {
        var name = NameOf(entity, one);
        if (name.Length == 0)
        {
            throw RefusedException.Missing(Parties.Contains(entity) ? "DisplayName" : "Name");
        }

        if (name.Contains(':', StringComparison.Ordinal) || (entity == "Account" && name.Contains('"', StringComparison.Ordinal)))
        {
            throw new RefusedException("2040", "Invalid String", $"Invalid character in the name: {name}", "Name");
        }

        if (!Parties.Contains(entity) && name.Length > MaxName)
        {
            throw new RefusedException("2050", "Invalid String. String length should not exceed", $"Min:0 Max:{MaxName} supplied:{name.Length}", "Name");
        }

        var others = Parties.Contains(entity) ? Parties.SelectMany(party => books.List(party).Select(other => NameOf(party, other))) : books.List(entity).Select(other => NameOf(entity, other));
        if (others.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedException("6240", "Duplicate Name Exists Error", "The name supplied already exists. : null");
        }
    }

    private static void CheckItem(QuickBooksCompany books, JsonObject one)
    {
        if (one.Text("Type") is not ("Service" or "NonInventory"))
        {
            throw RefusedException.Missing("Type");
        }

        var account = AccountOf(books, one);
        if (account.Text("AccountType") is "Bank" or "Credit Card" or "Accounts Receivable" or "Accounts Payable")
        {
            throw RefusedException.AccountType(account.Text("Name"));
        }
    }

    private static string NameOf(string entity, JsonObject one) => one.Text(Parties.Contains(entity) ? "DisplayName" : "Name");
}
