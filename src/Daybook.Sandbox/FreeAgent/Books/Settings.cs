using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>The company, its locks, categories, contacts and bank accounts.</summary>
internal static class Settings
{
    private static readonly Dictionary<string, (string Collection, string Group, int From, int To)> Groups = new(StringComparer.Ordinal)
    {
        ["income"] = ("income_categories", "Income (normally VATable)", 1, 49),
        ["cost_of_sales"] = ("cost_of_sales_categories", "Cost of sales (normally VATable)", 96, 199),
        ["admin_expenses"] = ("admin_expenses_categories", "Admin expenses (normally VATable)", 200, 399),
        ["current_assets"] = ("general_categories", "Current Assets", 671, 720),
        ["liabilities"] = ("general_categories", "Liabilities", 731, 780),
        ["equities"] = ("general_categories", "Equities", 921, 960),
    };

    public static Reply Company(FreeAgentCompany books) => Reply.Json(200, new JsonObject
    {
        ["company"] = new JsonObject
        {
            ["url"] = $"https://{books.Subdomain}.freeagent.example",
            ["id"] = books.Id,
            ["name"] = books.Name,
            ["subdomain"] = books.Subdomain,
            ["type"] = books.Type,
            ["currency"] = FreeAgentCompany.Currency,
            ["company_start_date"] = Values.Day(books.StartsOn),
            ["freeagent_start_date"] = Values.Day(books.StartsOn),
            ["first_accounting_year_end"] = Values.Day(books.StartsOn.AddYears(1).AddDays(-1)),
            ["sales_tax_registration_status"] = books.IsRegistered ? "Registered" : "Not Registered",
            ["sales_tax_name"] = "VAT",
            ["sales_tax_rates"] = new JsonArray([.. FreeAgentCompany.Rates.Select(rate => JsonValue.Create(Values.Money(rate)))]),
            ["sales_tax_is_value_added"] = true,
            ["country"] = "United Kingdom",
        },
    });

    public static Reply Locks(FreeAgentCompany books)
    {
        var answer = new JsonObject { ["account_locks"] = new JsonArray() };
        if (books.LockedTo is { } locked)
        {
            answer["account_locks"] = new JsonArray(new JsonObject { ["locked_to_date"] = Values.Day(locked), ["user_lock"] = true });
            (answer["earliest_lock_date"], answer["latest_lock_date"]) = (Values.Day(locked), Values.Day(locked));
        }

        return Reply.Json(200, answer);
    }

    public static Reply Categories(FreeAgentCompany books, Question question)
    {
        var answer = new JsonObject();
        foreach (var collection in Groups.Values.Select(group => group.Collection).Distinct())
        {
            answer[collection] = new JsonArray([.. books.Categories.Values.Where(category => CollectionOf(category) == collection).Select(category => Values.Outside(category, question.Address))]);
        }

        return Reply.Json(200, answer);
    }

    public static Reply Category(FreeAgentCompany books, Question question, string code)
    {
        var category = books.Categories.GetValueOrDefault(code) ?? throw DeniedException.NotFound();
        return Switchboard.One(question, 200, CollectionOf(category), category);
    }

    public static Reply CreateCategory(FreeAgentCompany books, Question question)
    {
        var given = question.Given("category");
        if (!Groups.TryGetValue(given.Text("category_group"), out var group))
        {
            throw new RefusedException("category_group is not included in the list");
        }

        var code = given.Text("nominal_code");
        var errors = new List<string>();
        if (!int.TryParse(code, CultureInfo.InvariantCulture, out var number) || number < group.From || number > group.To || code.Length != 3)
        {
            errors.Add($"nominal_code must be between {group.From:000} and {group.To:000}");
        }
        else if (books.Categories.ContainsKey(code))
        {
            errors.Add("nominal_code has already been taken");
        }

        if (given.Text("description").Length == 0)
        {
            errors.Add("description can't be blank");
        }

        if (given.Text("category_group") is not ("income" or "equities") && given.Text("tax_reporting_name").Length == 0)
        {
            errors.Add("tax_reporting_name can't be blank");
        }

        if (errors.Count > 0)
        {
            throw new RefusedException([.. errors]);
        }

        var category = DemoCompany.Category(code, given.Text("description"), group.Collection == "general_categories" ? null : group.Group);
        books.Categories[code] = category;
        return Switchboard.One(question, 201, CollectionOf(category), category);
    }

    public static JsonObject CreateContact(FreeAgentCompany books, JsonObject given)
    {
        if (given.Text("organisation_name").Length == 0 && (given.Text("first_name").Length == 0 || given.Text("last_name").Length == 0))
        {
            throw new RefusedException("organisation_name can't be blank if first_name and last_name are blank");
        }

        var contact = given.DeepClone().AsObject();
        (contact["status"], contact["charge_sales_tax"], contact["account_balance"]) = ("Active", "Auto", "0.0");
        return books.Add("contacts", contact);
    }

    public static JsonObject CreateBankAccount(FreeAgentCompany books, JsonObject given)
    {
        if (given.Text("name").Length == 0)
        {
            throw new RefusedException("name can't be blank");
        }

        return books.Add("bank_accounts", DemoCompany.BankAccount(given.Text("name"), given.Text("currency") is { Length: > 0 } currency ? currency : FreeAgentCompany.Currency, given.Text("type") is { Length: > 0 } type ? type : "StandardBankAccount"));
    }

    public static JsonObject Change(FreeAgentCompany books, string path, JsonObject given)
    {
        var item = books.Find(path);
        foreach (var (name, value) in given)
        {
            item[name] = value?.DeepClone();
        }

        books.Touch(item);
        return item;
    }

    /// <summary>The list in which a category stands, by its group and code.</summary>
    public static string CollectionOf(JsonObject category) => category.Text("group_description").Split(' ')[0] switch
    {
        "Income" => "income_categories",
        "Cost" => "cost_of_sales_categories",
        "Admin" => "admin_expenses_categories",
        _ => "general_categories",
    };
}
