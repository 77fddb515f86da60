using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>A British shop's company: categories, bank accounts, contacts.</summary>
internal static class DemoCompany
{
    private const string Income = "Income (normally VATable)";
    private const string Costs = "Cost of sales (normally VATable)";
    private const string Admin = "Admin expenses (normally VATable)";
    private const string Untaxed = "Admin expenses (normally Zero-VAT)";

    private static readonly (string Code, string Name, string? Group)[] Chart =
    [
        ("001", "Sales", Income), ("002", "Refunds", Income), ("003", "Shipping", Income), ("004", "Rounding", Income),
        ("051", "Interest Received", null),
        ("101", "Cost of Sales", Costs), ("102", "Commission Paid", Costs),
        ("250", "Office Costs", Admin), ("280", "Sundries", Admin), ("300", "Payment Fees", Untaxed), ("363", "Bank/Finance Charges", Untaxed),
        ("390", "Realized Currency Exchange Gain/Loss", Untaxed), ("391", "Unrealized Currency Exchange Gain/Loss", Untaxed),
        ("401", "Salaries", null), ("450", "Bad Debts Written Off", null), ("602", "Capital Asset Purchase", null), ("610", "Stock Adjustment", null),
        ("620", "Prepayments", null), ("660", "Accruals", null),
        ("671", "Card Clearing", null), ("672", "Cash Till", null), ("673", "Customers in the Journal", null), ("681", "Trade Debtors", null), ("682", "Other Debtors", null),
        ("731", "Gift Cards", null), ("732", "Tips", null), ("733", "Loans", null),
        ("750", "Bank Account", null), ("760", "Unpresented Items", null), ("761", "Bank Transfers in Progress", null), ("790", "Credit Note Reconciliations", null),
        ("796", "Trade Creditors", null), ("797", "Other Creditors", null),
        ("817", "VAT", null), ("818", "VAT Reclaimed", null), ("819", "VAT Charged", null), ("820", "Corporation Tax", null),
        ("901", "Capital Account", null), ("907", "Director Loan Account", null), ("968", "Profit and Loss", null), ("998", "Contra Account", null), ("999", "Suspense Account", null),
    ];

    public static FreeAgentCompany Create(int id, string name, string subdomain, TimeProvider clock)
    {
        var books = new FreeAgentCompany(id, name, subdomain, clock);
        foreach (var (code, title, group) in Chart)
        {
            books.Categories[code] = Category(code, title, group);
        }

        foreach (var bank in (string[])["Current Account", "Savings Account", "Card Payments", "Cash"])
        {
            books.Add("bank_accounts", BankAccount(bank, "GBP", "StandardBankAccount"));
        }

        books.Add("bank_accounts", BankAccount("Euro Account", "EUR", "StandardBankAccount"));
        foreach (var contact in (string[])["Shop customers", "Payment provider", "Example Organisation Ltd"])
        {
            Settings.CreateContact(books, new JsonObject { ["organisation_name"] = contact });
        }

        return books;
    }

    public static JsonObject Category(string code, string name, string? group)
    {
        var category = new JsonObject { ["url"] = $"categories/{code}", ["description"] = name, ["nominal_code"] = code };
        if (group is not null)
        {
            (category["group_description"], category["auto_sales_tax_rate"], category["allowable_for_tax"]) = (group, group == Untaxed ? "Zero rate" : "Standard rate", true);
        }

        return category;
    }

    public static JsonObject BankAccount(string name, string currency, string type) => new()
    {
        ["type"] = type, ["name"] = name, ["currency"] = currency, ["status"] = "active", ["is_personal"] = false, ["is_primary"] = name == "Current Account", ["opening_balance"] = "0.0",
    };
}
