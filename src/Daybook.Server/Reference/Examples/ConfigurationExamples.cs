using Daybook.Wire;

namespace Daybook.Server.Reference.Examples;

internal static class ConfigurationExamples
{
    private static readonly AccountOption SalesAccount = new("income:sales", "income:sales", null, "Income");

    private static readonly AccountOption CardAccount = new("assets:card clearing", "assets:card clearing", null, "Asset");

    /// <summary>What a client posts: only what is to change.</summary>
    public static readonly Configuration Change = new()
    {
        Enable = true,
        Schedule = new Schedule { SelectedFrequency = "Daily", StartDate = "2026-11-01T00:00:00Z", SyncHour = 3, TimeZone = "Europe/London" },
        Choices = new Choices { Sales = new Sales { Accounts = new Dictionary<string, AccountChoice?> { ["sales"] = new() { SelectedAccountId = "income:sales" } } } },
    };

    public static readonly Configuration Configuration = new()
    {
        CompanyId = Ids.Company,
        AccountingSoftwareCompanyName = "Corner shop",
        Enable = true,
        Enabled = true,
        Configured = true,
        Schedule = new Schedule { SelectedFrequency = "Daily", FrequencyOptions = ["Daily", "Monthly"], StartDate = "2026-11-01T00:00:00Z", SyncHour = 3, SyncHourUtc = 3, TimeZone = "Europe/London" },
        Choices = new Choices
        {
            Sales = new Sales
            {
                SyncSales = true,
                Accounts = new Dictionary<string, AccountChoice?>
                {
                    ["sales"] = new() { LabelText = "Sales", DescriptionText = "What is sold", SelectedAccountId = "income:sales", Required = true, AccountOptions = [SalesAccount] },
                },
                InvoiceStatus = new InvoiceStatus("Submitted", ["Submitted", "Draft"]),
                SalesCustomer = new SalesCustomer("sales", [new Option("sales", "Sales")]),
                TaxRates = new Dictionary<string, TaxRateChoice?> { ["20"] = new("liabilities:tax payable:20", [new Option("liabilities:tax payable:20", "20%")]) },
                Grouping = new Grouping(new GroupingPeriod("Daily", ["Daily"]), new GroupingLevels(new GroupByLevel([], ["Location"]), new GroupByLevel(["Category"], ["Category"]))),
            },
            Payments = new Payments
            {
                SyncPayments = true,
                Accounts = new Dictionary<string, AccountChoice?>
                {
                    ["card"] = new() { LabelText = "Card", SelectedAccountId = "assets:card clearing", Required = true, AccountOptions = [CardAccount] },
                },
            },
            Fees = new Fees { SyncFees = false, FeesSupplier = new FeesSupplier(null, [new Option("provider", "Payment provider")]) },
        },
    };
}
