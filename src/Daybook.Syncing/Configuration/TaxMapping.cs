using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>The merchant's tax rates by tax code, and by single tax component.</summary>
internal sealed class TaxMapping
{
    private readonly SalesChoices choices;
    private readonly Catalogue catalogue;
    private readonly Dictionary<string, string> bySet = new(StringComparer.Ordinal);

    public TaxMapping(SalesChoices choices, Catalogue catalogue)
    {
        this.choices = choices;
        this.catalogue = catalogue;
        foreach (var mapping in choices.TaxComponents)
        {
            if (mapping.AccountingTaxRateId is { } rate)
            {
                bySet[CodeOf(mapping.CommerceTaxRateIds)] = rate;
            }
        }
    }

    /// <summary>The platform's tax rate of a line taxed as <paramref name="taxCode"/> says; null where the merchant has chosen none.</summary>
    public string? TaxRateOf(string taxCode)
    {
        var components = TaxCode.ComponentsOf(taxCode);
        if (components.Count == 0)
        {
            return choices.TaxRates.GetValueOrDefault(taxCode);
        }

        if (bySet.TryGetValue(taxCode, out var rate))
        {
            return rate;
        }

        if (choices.DefaultZeroTaxRateId is { } zero && components.All(id => catalogue.RateOf(new TaxShare(id, null)) == 0))
        {
            return zero;
        }

        // A line names one tax rate: where the set has none of its own but each component has, the first stands for them;
        // the amounts still go to each component's own account.
        var own = components.Select(OfComponent).ToList();
        return own.TrueForAll(one => one is not null) ? own[0] : null;
    }

    /// <summary>The account of a tax. The ledgers known here keep tax by rate: the rate's id is its account.</summary>
    public string? AccountOf(Role tax) =>
        (tax.Component.Length > 0 ? OfComponent(tax.Component) : null) ?? TaxRateOf(tax.TaxCode);

    private string? OfComponent(string component) => bySet.GetValueOrDefault(CodeOf([component]));

    private static string CodeOf(IReadOnlyList<string> components) =>
        TaxCode.OfComponents([.. components.Select(id => new TaxShare(id, null))]);
}
