using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Answers statements of the query language.</summary>
internal static class QuickBooksQueries
{
    private const int DefaultSize = 100;
    private const int MaxSize = 1000;

    private static readonly string[] OfAll = ["Id", "MetaData.CreateTime", "MetaData.LastUpdatedTime"];
    private static readonly string[] OfLists = ["Name", "DisplayName", "FullyQualifiedName", "Active", "Type", "AccountType", "AccountSubType", "Classification", "Balance"];
    private static readonly string[] OfTransactions = ["TxnDate", "TotalAmt"];
    private static readonly string[] WithInactive = ["Account", "Customer", "Vendor", "Item", "TaxCode", "TaxRate", "Department", "Class"];

    public static JsonObject Answer(QuickBooksCompany books, string text)
    {
        var statement = QuickBooksStatement.Read(text);
        var entity = QuickBooksFields.Entities.FirstOrDefault(known => string.Equals(known, statement.Entity, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException("4001", "Invalid query", $"QueryValidationError: {statement.Entity} is not a valid entity");
        var items = entity switch { "CompanyInfo" => [CompanyFacts.CompanyOf(books)], "Preferences" => [CompanyFacts.PreferencesOf(books)], _ => books.List(entity).AsEnumerable() };
        foreach (var condition in statement.Conditions)
        {
            CheckFilterable(entity, condition.Field);
        }

        if (WithInactive.Contains(entity) && statement.Conditions.All(condition => !string.Equals(condition.Field, "Active", StringComparison.OrdinalIgnoreCase)))
        {
            items = items.Where(item => item["Active"]?.GetValue<bool>() is not false);
        }

        var found = items.Where(item => statement.Conditions.All(condition => Holds(item, condition))).ToList();
        if (statement.IsCount)
        {
            return new JsonObject { ["QueryResponse"] = new JsonObject { ["totalCount"] = found.Count } };
        }

        var page = found.Skip(statement.Start - 1).Take(Math.Min(statement.Most ?? DefaultSize, MaxSize)).ToList();
        return new JsonObject
        {
            ["QueryResponse"] = page.Count == 0 ? [] : new JsonObject
            {
                [entity] = new JsonArray([.. page.Select(item => item.DeepClone())]), ["startPosition"] = statement.Start, ["maxResults"] = page.Count,
            },
        };
    }

    private static void CheckFilterable(string entity, string field)
    {
        var isTransaction = entity is "Invoice" or "CreditMemo" or "Payment" or "Bill" or "VendorCredit" or "BillPayment" or "JournalEntry" or "Transfer";
        var more = entity switch
        {
            "Invoice" or "CreditMemo" => (string[])["DocNumber", "CustomerRef", "DueDate", "Balance"],
            "Payment" => ["PaymentRefNum", "CustomerRef"],
            "Bill" or "VendorCredit" => ["DocNumber", "VendorRef", "DueDate", "Balance"],
            "BillPayment" => ["DocNumber", "VendorRef"],
            "JournalEntry" => ["DocNumber"],
            _ => [],
        };
        var allowed = OfAll.Concat(isTransaction ? OfTransactions : OfLists).Concat(more);
        if (!allowed.Contains(field, StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedException("4001", "Invalid query", $"QueryValidationError: property '{field}' is not queryable");
        }
    }

    private static bool Holds(JsonObject item, QuickBooksCondition condition)
    {
        var value = ValueOf(item, condition.Field);
        return condition.Operator switch
        {
            "in" => condition.Values.Contains(value, StringComparer.OrdinalIgnoreCase),
            "like" => Like(value, condition.Values[0]),
            var operation => Compare(value, condition.Values[0]) is var order && operation switch
            {
                "=" => order == 0, "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0,
            },
        };
    }

    private static string ValueOf(JsonObject item, string field)
    {
        var names = field.Split('.');
        var owner = names[..^1].Aggregate(item, (part, name) => part.Part(name));
        return owner.FirstOrDefault(one => string.Equals(one.Key, names[^1], StringComparison.OrdinalIgnoreCase)).Value switch
        {
            null => "",
            JsonObject reference => reference.Text("value"),
            var value => value.ToString(),
        };
    }

    private static int Compare(string one, string other) =>
        decimal.TryParse(one, NumberStyles.Number, CultureInfo.InvariantCulture, out var left) && decimal.TryParse(other, NumberStyles.Number, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : one.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(one, CultureInfo.InvariantCulture, out var earlier) && DateTimeOffset.TryParse(other, CultureInfo.InvariantCulture, out var later)
            ? earlier.CompareTo(later)
            : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Like(string value, string pattern)
    {
        var parts = pattern.Split('%');
        if (parts.Length == 1)
        {
            return string.Equals(value, pattern, StringComparison.OrdinalIgnoreCase);
        }

        var at = parts[0].Length;
        if (!value.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var part in parts[1..^1])
        {
            at = value.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            at += part.Length;
        }

        return value.Length - at >= parts[^1].Length && value.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
