using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Checks the sales section.</summary>
internal static class SalesCheck
{
    public static IEnumerable<string> Messages(SyncConfiguration configuration, ShopCatalogue shop) =>
        configuration.Sales.SyncSales
            ? [.. Accounts(configuration.Sales, shop), .. Invoices(configuration), .. TaxRates(configuration.Sales, shop), .. Grouping(configuration.Sales)]
            : [];

    private static IEnumerable<string> Accounts(SalesChoices sales, ShopCatalogue shop)
    {
        if (sales.Accounts.Count == 0)
        {
            return ["sales.accounts: no sales account is present."];
        }

        // A category may be taken off the shop's list while its choice is kept: that harms nothing and is not reported.
        return ConfigurationCheck.MissingAccounts("sales", AccountSlots.OfSales(shop), sales.Accounts);
    }

    private static IEnumerable<string> Invoices(SyncConfiguration configuration)
    {
        if (configuration.Presentation == Presentation.Journal)
        {
            yield break;
        }

        if (configuration.Sales.CustomerId is null)
        {
            yield return "sales.salesCustomer: no sales customer is configured.";
        }

        if (configuration.Sales.InvoiceStatus is not { } status)
        {
            yield return "sales.invoiceStatus: no invoice status is selected.";
        }
        else if (!ConfigurationOptions.InvoiceStatuses.Contains(status))
        {
            yield return $"sales.invoiceStatus: the invoice status must be Submitted or Draft, not '{status}'.";
        }
    }

    private static IEnumerable<string> TaxRates(SalesChoices sales, ShopCatalogue shop)
    {
        foreach (var rate in sales.TaxRates.Keys)
        {
            if (!TaxRateKey.TryRead(rate, out _))
            {
                yield return $"sales.taxRates.{rate}: the key must be a tax rate from 0 to 100, such as 20 or 17.5.";
            }
        }

        var known = shop.TaxComponents.Select(component => component.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < sales.TaxComponents.Count; i++)
        {
            var field = $"sales.newTaxRates.taxRateMappings[{i}]";
            var mapping = sales.TaxComponents[i];
            if (mapping.AccountingTaxRateId is null)
            {
                yield return $"{field}: the tax rate is missing its selection.";
            }

            if (mapping.CommerceTaxRateIds.Count == 0)
            {
                yield return $"{field}: no commerce tax rate is selected.";
            }

            foreach (var id in mapping.CommerceTaxRateIds.Where(id => !known.Contains(id)))
            {
                yield return $"{field}: the selected commerce tax rate '{id}' is not among the options.";
            }
        }
    }

    private static IEnumerable<string> Grouping(SalesChoices sales)
    {
        if (sales.GroupingPeriod is null)
        {
            yield return "sales.grouping.groupingPeriod: no grouping period is selected.";
        }
        else if (!ConfigurationOptions.GroupingPeriods.Contains(sales.GroupingPeriod))
        {
            yield return $"sales.grouping.groupingPeriod: the grouping period '{sales.GroupingPeriod}' is not among the options.";
        }

        foreach (var level in sales.InvoiceLevel.Except(ConfigurationOptions.InvoiceLevels))
        {
            yield return $"sales.grouping.groupingLevels.invoiceLevel: '{level}' is not a valid invoice level grouping.";
        }

        foreach (var level in sales.InvoiceLineLevel.Except(ConfigurationOptions.InvoiceLineLevels))
        {
            yield return $"sales.grouping.groupingLevels.invoiceLineLevel: '{level}' is not a valid invoice line level grouping.";
        }
    }
}
