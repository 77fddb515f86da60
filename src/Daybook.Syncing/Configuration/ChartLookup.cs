namespace Daybook.Syncing;

/// <summary>Finds what was chosen in a chart.</summary>
internal sealed class ChartLookup(Chart chart)
{
    private readonly Dictionary<ChoiceOf, Dictionary<string, ChartItem>> items = new()
    {
        [ChoiceOf.Account] = chart.Accounts.ToDictionary(account => account.Id, account => new ChartItem(account.Id, account.Name, account.IsActive), StringComparer.Ordinal),
        [ChoiceOf.TaxRate] = chart.TaxRates.ToDictionary(rate => rate.Id, StringComparer.Ordinal),
        [ChoiceOf.Customer] = chart.Customers.ToDictionary(customer => customer.Id, StringComparer.Ordinal),
        [ChoiceOf.Supplier] = chart.Suppliers.ToDictionary(supplier => supplier.Id, StringComparer.Ordinal),
    };

    /// <summary>Null where the chart has no such thing.</summary>
    public ChartItem? Find(ChoiceOf what, string id) => items[what].GetValueOrDefault(id);

    /// <summary>Whether it can be chosen.</summary>
    public bool Offers(ChoiceOf what, string id) => Find(what, id) is { IsActive: true };

    public static string Word(ChoiceOf what) => what switch
    {
        ChoiceOf.TaxRate => "tax rate",
        ChoiceOf.Customer => "customer",
        ChoiceOf.Supplier => "supplier",
        _ => "account",
    };
}
