using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>A British shop's organisation: chart of accounts, tax rates, contacts.</summary>
internal static class DemoOrganisation
{
    private static readonly (string Code, string Name, string Type, string Tax, string System, bool TakesPayments)[] Chart =
    [
        ("090", "Business Bank Account", "BANK", "NONE", "", false),
        ("091", "Business Savings Account", "BANK", "NONE", "", false),
        ("200", "Sales", "REVENUE", "OUTPUT2", "", false),
        ("205", "Refunds", "REVENUE", "OUTPUT2", "", false),
        ("210", "Shipping", "REVENUE", "OUTPUT2", "", false),
        ("260", "Other Revenue", "REVENUE", "OUTPUT2", "", false),
        ("310", "Cost of Goods Sold", "DIRECTCOSTS", "INPUT2", "", false),
        ("404", "Bank Fees", "OVERHEADS", "NONE", "", false),
        ("405", "Payment Fees", "OVERHEADS", "NONE", "", false),
        ("610", "Accounts Receivable", "CURRENT", "NONE", "DEBTORS", false),
        ("615", "Card Clearing", "CURRENT", "NONE", "", true),
        ("616", "Cash", "CURRENT", "NONE", "", true),
        ("617", "Other Clearing", "CURRENT", "NONE", "", true),
        ("618", "Customers in the Journal", "CURRENT", "NONE", "", false),
        ("710", "Office Equipment", "FIXED", "INPUT2", "", false),
        ("800", "Accounts Payable", "CURRLIAB", "NONE", "CREDITORS", false),
        ("820", "VAT", "CURRLIAB", "NONE", "GST", false),
        ("825", "Gift Cards", "CURRLIAB", "NONE", "", true),
        ("826", "Tips", "CURRLIAB", "NONE", "", false),
        ("827", "Loans", "CURRLIAB", "NONE", "", false),
        ("840", "Historical Adjustment", "CURRLIAB", "NONE", "HISTORICAL", false),
        ("850", "Suspense", "CURRLIAB", "NONE", "", true),
        ("860", "Rounding", "CURRLIAB", "NONE", "ROUNDING", false),
        ("960", "Retained Earnings", "EQUITY", "NONE", "RETAINEDEARNINGS", false),
    ];

    private static readonly (string Type, string Name, decimal Rate, bool Sales, bool Costs)[] Rates =
    [
        ("OUTPUT2", "20% (VAT on Income)", 20, true, false),
        ("INPUT2", "20% (VAT on Expenses)", 20, false, true),
        ("RROUTPUT", "5% (VAT on Income)", 5, true, false),
        ("RRINPUT", "5% (VAT on Expenses)", 5, false, true),
        ("ZERORATEDOUTPUT", "Zero Rated Income", 0, true, false),
        ("ZERORATEDINPUT", "Zero Rated Expenses", 0, false, true),
        ("EXEMPTOUTPUT", "Exempt Income", 0, true, false),
        ("NONE", "No VAT", 0, true, true),
    ];

    public static XeroOrganisation Create(string name, Guid user, TimeProvider clock, Func<Guid> newId)
    {
        var books = new XeroOrganisation(name, user, clock, newId);
        foreach (var (code, title, type, tax, system, takesPayments) in Chart)
        {
            var account = Account(books, code, title, type, tax);
            account["EnablePaymentsToAccount"] = takesPayments;
            if (system.Length > 0)
            {
                account["SystemAccount"] = system;
            }

            books.Accounts.Add(account);
        }

        books.TaxRates.AddRange(Rates.Select(rate => Rate(rate.Type, rate.Name, rate.Rate, rate.Sales, rate.Costs)));
        books.Contacts.AddRange([Contact(books, "Shop customers"), Contact(books, "Payment provider"), Contact(books, "City Limousines")]);
        return books;
    }

    public static JsonObject Account(XeroOrganisation books, string code, string name, string type, string tax)
    {
        var account = new JsonObject
        {
            ["AccountID"] = books.NewId(),
            ["Code"] = code,
            ["Name"] = name,
            ["Type"] = type,
            ["Class"] = type switch
            {
                "BANK" or "CURRENT" or "FIXED" or "INVENTORY" or "NONCURRENT" or "PREPAYMENT" => "ASSET",
                "CURRLIAB" or "LIABILITY" or "TERMLIAB" => "LIABILITY",
                "EQUITY" => "EQUITY",
                "OTHERINCOME" or "REVENUE" or "SALES" => "REVENUE",
                _ => "EXPENSE",
            },
            ["Status"] = "ACTIVE",
            ["TaxType"] = tax,
            ["EnablePaymentsToAccount"] = false,
            ["ShowInExpenseClaims"] = false,
            ["UpdatedDateUTC"] = Fields.Stamp(books.Now),
        };
        if (type == "BANK")
        {
            (account["BankAccountNumber"], account["BankAccountType"], account["CurrencyCode"]) = ("202020" + code.PadLeft(8, '0'), "BANK", books.Currency);
        }

        return account;
    }

    public static JsonObject Contact(XeroOrganisation books, string name) => new()
    {
        ["ContactID"] = books.NewId(),
        ["ContactStatus"] = "ACTIVE",
        ["Name"] = name,
        ["IsSupplier"] = false,
        ["IsCustomer"] = false,
        ["UpdatedDateUTC"] = Fields.Stamp(books.Now),
    };

    public static JsonObject Tracking(XeroOrganisation books, string name, IReadOnlyList<string> options) => new()
    {
        ["Name"] = name,
        ["Status"] = "ACTIVE",
        ["TrackingCategoryID"] = books.NewId(),
        ["Options"] = new JsonArray([.. options.Select(option => new JsonObject { ["TrackingOptionID"] = books.NewId(), ["Name"] = option, ["Status"] = "ACTIVE" })]),
    };

    private static JsonObject Rate(string type, string name, decimal percent, bool forSales, bool forCosts) => new()
    {
        ["Name"] = name,
        ["TaxType"] = type,
        ["Status"] = "ACTIVE",
        ["CanApplyToAssets"] = true,
        ["CanApplyToEquity"] = true,
        ["CanApplyToExpenses"] = forCosts,
        ["CanApplyToLiabilities"] = true,
        ["CanApplyToRevenue"] = forSales,
        ["DisplayTaxRate"] = percent,
        ["EffectiveRate"] = percent,
        ["TaxComponents"] = new JsonArray(new JsonObject { ["Name"] = "VAT", ["Rate"] = percent, ["IsCompound"] = false, ["IsNonRecoverable"] = false }),
    };
}
