using Daybook.Bookkeeping;

namespace Daybook.Platforms.QuickBooks;

/// <summary>The lines of invoices and credit memos, and their tax: always the source's.</summary>
internal static class QuickBooksSaleLines
{
    /// <summary>QuickBooks takes no more on a taxed document.</summary>
    public const int Most = 750;

    private const int MaxDescription = 4000;

    /// <summary>The accounts that lines of the document book to, each of which needs an item.</summary>
    public static IReadOnlyList<QuickBooksAccount> AccountsOf(Document document, QuickBooksChart chart) =>
    [
        .. document.Lines.SelectMany(line => new[] { line.Account, TaxAccountOf(line, chart) }).OfType<string>().Select(chart.AccountOf).OfType<QuickBooksAccount>().DistinctBy(account => account.Id),
    ];

    /// <summary>The lines of a document, where there are too many summed by account and tax rate.</summary>
    public static IReadOnlyList<DocumentLine> Fitting(Document document) => document.Lines.Count <= Most ? document.Lines :
    [
        .. document.Lines.GroupBy(line => (line.Account, line.TaxRate)).Select(group => group.First() with
        {
            Net = group.Sum(line => line.Net),
            Tax = group.Sum(line => line.Tax),
            Description = group.Count() == 1 ? group.First().Description : $"{group.First().Description}, and {group.Count() - 1} more",
        }),
    ];

    public static (IReadOnlyList<QuickBooksLine> Lines, QuickBooksTax? Tax) Of(Document document, QuickBooksSetting setting)
    {
        var chart = setting.Chart;
        var own = Fitting(document);
        var lines = own.Select(line => Line(line.Description, line.Net, line.Account, CodeOf(line, chart), setting)).ToList();

        // Without tax codes the tax is a line like any other, on the account that owes it.
        lines.AddRange(own.Where(line => line.Tax != 0 && TaxAccountOf(line, chart) is not null).GroupBy(line => (Account: TaxAccountOf(line, chart)!, line.TaxCode))
            .Select(group => Line(group.Key.TaxCode.Length == 0 ? "Tax" : $"Tax {group.Key.TaxCode}%", group.Sum(line => line.Tax), group.Key.Account, chart.IsGlobal ? null : "NON", setting)));
        return (lines, chart.HasTaxCodes ? TaxOf(own, document.Currency, chart) : chart.IsAutomated && own.Any(IsAutomated) ? new QuickBooksTax { TotalTax = AutomatedTax(own) } : null);
    }

    /// <summary>The tax that QuickBooks has to show as such.</summary>
    public static decimal ShownTax(Document document, QuickBooksChart chart) => chart.HasTaxCodes ? document.Lines.Sum(line => line.Tax) : AutomatedTax(document.Lines);

    private static QuickBooksLine Line(string description, decimal net, string account, string? code, QuickBooksSetting setting) => new(net)
    {
        Description = description.Length > MaxDescription ? description[..(MaxDescription - 1)] + "…" : description,
        DetailType = "SalesItemLineDetail",
        SalesItemLineDetail = new { ItemRef = new QuickBooksRef(setting.Items[setting.Chart.AccountOf(account)!.Id]), TaxCodeRef = code is null ? null : new QuickBooksRef(code) },
    };

    private static string? CodeOf(DocumentLine line, QuickBooksChart chart) =>
        chart.HasTaxCodes ? (chart.TaxCodeOf(line.TaxRate) ?? chart.Untaxed)?.Id
        : chart.IsGlobal ? null
        : IsAutomated(line) ? "TAX" : "NON";

    /// <summary>Each rate once, with the source's amounts; a code of several rates shares them in proportion.</summary>
    private static QuickBooksTax? TaxOf(IReadOnlyList<DocumentLine> own, Currency currency, QuickBooksChart chart)
    {
        var rates = new Dictionary<string, (decimal Percent, decimal Net, decimal Tax)>(StringComparer.Ordinal);
        foreach (var group in own.Where(line => chart.TaxCodeOf(line.TaxRate) is { Sales.Count: > 0 }).GroupBy(line => line.TaxRate, StringComparer.Ordinal))
        {
            var sales = chart.TaxCodeOf(group.Key)!.Sales;
            var percents = sales.Select(rate => rate.Percent).ToArray();
            var weights = percents.All(percent => percent == 0) ? [.. percents.Select(_ => 1m)] : percents;
            var shares = Spread.ByLargestRemainder(group.Sum(line => line.Tax), weights, currency.Unit);
            foreach (var (rate, share) in sales.Zip(shares))
            {
                var known = rates.GetValueOrDefault(rate.Id);
                rates[rate.Id] = (rate.Percent, known.Net + group.Sum(line => line.Net), known.Tax + share);
            }
        }

        return rates.Count == 0 ? null : new QuickBooksTax
        {
            TotalTax = rates.Values.Sum(rate => rate.Tax),
            TaxLine = [.. rates.Select(rate => new QuickBooksLine(rate.Value.Tax)
            {
                DetailType = "TaxLineDetail",
                TaxLineDetail = new { TaxRateRef = new QuickBooksRef(rate.Key), PercentBased = true, TaxPercent = rate.Value.Percent, NetAmountTaxable = rate.Value.Net },
            })],
        };
    }

    private static string? TaxAccountOf(DocumentLine line, QuickBooksChart chart) =>
        !chart.HasTaxCodes && line.Tax != 0 && line.TaxRate?.StartsWith(QuickBooksChart.AccountPrefix, StringComparison.Ordinal) is true ? line.TaxRate : null;

    private static bool IsAutomated(DocumentLine line) => line.TaxRate == QuickBooksChart.Automated;

    private static decimal AutomatedTax(IEnumerable<DocumentLine> lines) => lines.Where(IsAutomated).Sum(line => line.Tax);
}
