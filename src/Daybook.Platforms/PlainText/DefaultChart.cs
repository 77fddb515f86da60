using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>The accounts that new books begin with: a place for everything that a sync may book.</summary>
internal static class DefaultChart
{
    private static readonly string[] TaxRates = ["0", "5", "10", "15", "20"];

    public static BooksChart Create() => new()
    {
        Accounts =
        [
            Account("income:sales", "Income"),
            Account("income:refunds", "Income"),
            Account("income:shipping", "Income"),
            Account("income:service charges", "Income"),
            Account(BooksChart.Receivable, "Asset.Receivable"),
            Account("assets:bank", "Asset.Bank"),
            Account("assets:cash", "Asset.Cash"),
            Account("assets:card clearing", "Asset.Bank"),
            Account("assets:online card clearing", "Asset.Bank"),
            Account("assets:paypal", "Asset.Bank"),
            Account("assets:swish clearing", "Asset.Bank"),
            Account("assets:vipps clearing", "Asset.Bank"),
            Account("assets:mobile clearing", "Asset.Bank"),
            Account("assets:invoice clearing", "Asset.Bank"),
            Account("assets:other clearing", "Asset.Bank"),
            Account("assets:transfers", "Asset.Bank"),
            Account("assets:suspense", "Asset.Bank"),
            Account(BooksChart.Payable, "Liability.Payable"),
            Account("liabilities:gift cards", "Liability"),
            Account("liabilities:store credit", "Liability"),
            Account("liabilities:tips", "Liability"),
            Account("liabilities:loans", "Liability"),
            .. TaxRates.Select(rate => Account(BooksChart.TaxRoot + rate, "Liability.Tax")),
            Account("expenses:payment fees", "Expense"),
            Account("expenses:payment fee refunds", "Expense"),
            Account("expenses:loan fees", "Expense"),
            Account("expenses:cashback", "Expense"),
            Account("expenses:rounding", "Expense"),
        ],
    };

    private static ChartAccount Account(string name, string classification) => new(name, name, NominalCode: null, classification);
}
