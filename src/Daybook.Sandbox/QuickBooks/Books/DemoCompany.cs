using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>Shops' companies: chart of accounts, tax codes, customers and suppliers.</summary>
internal static class DemoCompany
{
    private static readonly (string Number, string Name, string Type, string SubType)[] Chart =
    [
        ("1000", "Business Bank Account", "Bank", "Checking"),
        ("1010", "Business Savings Account", "Bank", "Savings"),
        ("1020", "Cash", "Bank", "CashOnHand"),
        ("1100", "Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable"),
        ("1200", "Undeposited Funds", "Other Current Asset", "UndepositedFunds"),
        ("1210", "Card Clearing", "Other Current Asset", "OtherCurrentAssets"),
        ("1220", "Other Clearing", "Other Current Asset", "OtherCurrentAssets"),
        ("1230", "Customers in the Journal", "Other Current Asset", "OtherCurrentAssets"),
        ("1500", "Office Equipment", "Fixed Asset", "FurnitureAndFixtures"),
        ("2000", "Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable"),
        ("2010", "Company Card", "Credit Card", "CreditCard"),
        ("2110", "Gift Cards", "Other Current Liability", "OtherCurrentLiabilities"),
        ("2120", "Tips", "Other Current Liability", "OtherCurrentLiabilities"),
        ("2130", "Loans", "Other Current Liability", "LoanPayable"),
        ("2140", "Suspense", "Other Current Liability", "OtherCurrentLiabilities"),
        ("3000", "Opening Balance Equity", "Equity", "OpeningBalanceEquity"),
        ("3100", "Retained Earnings", "Equity", "RetainedEarnings"),
        ("4000", "Sales", "Income", "SalesOfProductIncome"),
        ("4010", "Refunds", "Income", "DiscountsRefundsGiven"),
        ("4020", "Shipping", "Income", "ServiceFeeIncome"),
        ("4090", "Rounding", "Income", "OtherPrimaryIncome"),
        ("5000", "Cost of Goods", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
        ("6000", "Payment Fees", "Expense", "BankCharges"),
        ("6010", "Bank Charges", "Expense", "BankCharges"),
    ];

    private static readonly (string Name, decimal? Percent)[] Vat = [("20.0% S", 20), ("5.0% R", 5), ("0.0% Z", 0), ("Exempt", 0), ("No VAT", null)];

    public static QuickBooksCompany British(string realm, string name, TimeProvider clock)
    {
        var books = Create(new QuickBooksCompany(realm, name, "GB", "GBP", clock));
        Lists.Account(books, "VAT Control", "Other Current Liability", "GlobalTaxPayable", "GBP", "2100");
        Lists.Account(books, "VAT Suspense", "Other Current Liability", "GlobalTaxSuspense", "GBP", "2105");
        foreach (var (code, percent) in Vat)
        {
            Code(books, code, percent);
        }

        return books;
    }

    public static QuickBooksCompany American(string realm, string name, TimeProvider clock)
    {
        var books = Create(new QuickBooksCompany(realm, name, "US", "USD", clock));
        Lists.Account(books, "State Tax Payable", "Other Current Liability", "SalesTaxPayable", "USD", "2100");
        Lists.Account(books, "Sales Tax Collected", "Other Current Liability", "OtherCurrentLiabilities", "USD", "2105");
        return books;
    }

    private static QuickBooksCompany Create(QuickBooksCompany books)
    {
        foreach (var (number, name, type, subType) in Chart)
        {
            Lists.Account(books, name, type, subType, books.Currency, number);
        }

        foreach (var (entity, name) in new[] { ("Customer", "Shop customers"), ("Customer", "Adam's Candy Shop"), ("Vendor", "Payment provider"), ("Vendor", "City Limousines") })
        {
            Lists.Create(books, entity, new JsonObject { ["DisplayName"] = name });
        }

        return books;
    }

    private static void Code(QuickBooksCompany books, string name, decimal? percent)
    {
        var code = new JsonObject { ["Name"] = name, ["Description"] = name, ["Active"] = true, ["Hidden"] = false, ["Taxable"] = percent is not null, ["TaxGroup"] = true };
        foreach (var (list, suffix) in new[] { ("SalesTaxRateList", "Sales"), ("PurchaseTaxRateList", "Purchases") })
        {
            var details = new JsonArray();
            if (percent is { } value)
            {
                var rate = books.Add("TaxRate", new JsonObject { ["Name"] = $"{name} ({suffix})", ["Description"] = name, ["Active"] = true, ["RateValue"] = value, ["SpecialTaxType"] = value == 0 ? "ZERO_RATE" : "NONE", ["DisplayType"] = "ReadOnly" });
                details.Add(new JsonObject { ["TaxRateRef"] = new JsonObject { ["value"] = rate.Text("Id") }, ["TaxTypeApplicable"] = "TaxOnAmount", ["TaxOrder"] = 0 });
            }

            code[list] = new JsonObject { ["TaxRateDetail"] = details };
        }

        books.Add("TaxCode", code);
    }
}
