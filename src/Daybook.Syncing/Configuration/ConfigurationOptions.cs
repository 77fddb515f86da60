namespace Daybook.Syncing;

/// <summary>What the merchant can choose from beyond the platform's chart.</summary>
public static class ConfigurationOptions
{
    /// <summary>Words by which a tax rate's name says that it is not for sales.</summary>
    private static readonly string[] OfPurchases = ["expense", "purchase", "input", "import", "reverse", "capital"];

    public static readonly IReadOnlyList<string> Frequencies = [SyncSchedule.Daily, SyncSchedule.Monthly];
    public static readonly IReadOnlyList<string> InvoiceStatuses = [SalesChoices.Submitted, SalesChoices.Draft];
    public static readonly IReadOnlyList<string> GroupingPeriods = ["Daily"];

    /// <summary>What invoices may be told apart by, beyond day and currency.</summary>
    public static readonly IReadOnlyList<string> InvoiceLevels = [SalesChoices.ByLocation];

    /// <summary>What invoice lines may be told apart by, beyond account and tax rate; the category always does.</summary>
    public static readonly IReadOnlyList<string> InvoiceLineLevels = ["Category"];

    /// <summary>The rates that a configuration always shows; others come with what was chosen.</summary>
    public static readonly IReadOnlyList<string> TaxRates = ["0", "5", "10", "20"];

    /// <summary>
    /// The configuration of a company that has chosen nothing yet: what the chart's names suggest. Nothing is enabled by it,
    /// and nothing is configured until it is posted.
    /// </summary>
    public static SyncConfiguration Suggest(Chart chart)
    {
        var payments = Suggest(AccountSlots.Payments, chart);
        var fees = Suggest(AccountSlots.Fees, chart);
        return new SyncConfiguration
        {
            Schedule = new SyncSchedule { Frequency = Frequencies[0] },
            Sales = new SalesChoices
            {
                Accounts = Suggest(AccountSlots.Sales, chart),
                InvoiceStatus = InvoiceStatuses[0],
                CustomerId = OnlyActive(chart.Customers),
                TaxRates = SuggestTaxRates(chart),
                GroupingPeriod = GroupingPeriods[0],
            },
            Payments = new PaymentChoices { SyncPayments = payments.ContainsKey(AccountKeys.Card), Accounts = payments },
            Fees = new FeeChoices
            {
                SyncFees = payments.ContainsKey(AccountKeys.Card) && fees.ContainsKey(AccountKeys.PaymentFee),
                SupplierId = OnlyActive(chart.Suppliers),
                Accounts = fees,
            },
        };
    }

    /// <summary>Where bills are paid from banks alone, fees could not be paid from another account.</summary>
    private static bool Fits(string key, string account, Chart chart) =>
        !chart.PaysBillsFromBanksOnly || !AccountKeys.WithProvider.Contains(key) || chart.Accounts.Any(one => one.Id == account && one.IsBank);

    private static Dictionary<string, string> Suggest(IReadOnlyList<AccountSlot> slots, Chart chart)
    {
        var byName = ByLastPart(chart.Accounts.Where(account => account.IsActive).Select(account => (account.Name, account.Id)));
        return slots.Select(slot => (slot.Key, Id: slot.Suggestions.Select(name => byName.GetValueOrDefault(name)).FirstOrDefault(id => id is not null && Fits(slot.Key, id, chart))))
            .Where(suggestion => suggestion.Id is not null)
            .ToDictionary(suggestion => suggestion.Key, suggestion => suggestion.Id!, StringComparer.Ordinal);
    }

    /// <summary>By the rate in a tax rate's name (<c>VAT 20%</c>, <c>20% (VAT on Income)</c>, <c>Zero Rated Income</c>), where one alone is for sales.</summary>
    private static Dictionary<string, string> SuggestTaxRates(Chart chart)
    {
        var byRate = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rate in chart.TaxRates.Where(rate => rate.IsActive))
        {
            if (!OfPurchases.Any(word => rate.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) && RateIn(rate.Name) is { } key && !byRate.TryAdd(key, rate.Id))
            {
                byRate[key] = "";
            }
        }

        return byRate.Where(rate => rate.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
    }

    private static string? RateIn(string name)
    {
        var words = name.Split([' ', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var rate = words.FirstOrDefault(word => word.EndsWith('%')) ?? words.LastOrDefault() ?? "";
        return TaxRateKey.TryRead(rate, out var key) ? key : words.Contains("zero", StringComparer.OrdinalIgnoreCase) ? "0" : null;
    }

    /// <summary>Only names that are unambiguous suggest themselves.</summary>
    private static Dictionary<string, string> ByLastPart(IEnumerable<(string Name, string Id)> items) =>
        items.GroupBy(item => item.Name[(item.Name.LastIndexOf(':') + 1)..].Trim(), StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.OrdinalIgnoreCase);

    private static string? OnlyActive(IReadOnlyList<ChartItem> items)
    {
        var active = items.Where(item => item.IsActive).ToList();
        return active.Count == 1 ? active[0].Id : null;
    }
}
