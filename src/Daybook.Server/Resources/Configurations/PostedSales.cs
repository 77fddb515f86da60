using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Configurations;

/// <summary>Merges the sales section.</summary>
internal static class PostedSales
{
    public static SalesChoices Merge(Sales posted, SalesChoices stored, List<string> faults)
    {
        var levels = posted.Grouping?.GroupingLevels;
        return new SalesChoices
        {
            SyncSales = posted.SyncSales ?? stored.SyncSales,
            Accounts = PostedConfiguration.MergeAccounts(posted.Accounts, stored.Accounts),
            InvoiceStatus = posted.InvoiceStatus is { } status ? PostedConfiguration.NullIfEmpty(status.SelectedInvoiceStatus) : stored.InvoiceStatus,
            CustomerId = posted.SalesCustomer is { } customer ? PostedConfiguration.NullIfEmpty(customer.SelectedCustomerId) : stored.CustomerId,
            VouchersTaxedAtSale = posted.VouchersTaxedAtSale ?? stored.VouchersTaxedAtSale,
            TaxRates = MergeTaxRates(posted.TaxRates, stored.TaxRates, faults),
            TaxComponents = posted.NewTaxRates?.TaxRateMappings is { } mappings
                ? [.. mappings.Select(mapping => new TaxComponentMapping(mapping.SelectedCommerceTaxRateIds ?? [], PostedConfiguration.NullIfEmpty(mapping.SelectedAccountingTaxRateId)))]
                : stored.TaxComponents,
            DefaultZeroTaxRateId = posted.NewTaxRates is { } newRates ? PostedConfiguration.NullIfEmpty(newRates.SelectedDefaultZeroTaxRateId) : stored.DefaultZeroTaxRateId,
            GroupingPeriod = posted.Grouping?.GroupingPeriod is { } period ? PostedConfiguration.NullIfEmpty(period.SelectedGroupingPeriod) : stored.GroupingPeriod,
            InvoiceLevel = levels?.InvoiceLevel?.SelectedGroupByOptions ?? stored.InvoiceLevel,
            InvoiceLineLevel = levels?.InvoiceLineLevel?.SelectedGroupByOptions ?? stored.InvoiceLineLevel,
        };
    }

    private static IReadOnlyDictionary<string, string> MergeTaxRates(
        IReadOnlyDictionary<string, TaxRateChoice?>? posted, IReadOnlyDictionary<string, string> stored, List<string> faults)
    {
        if (posted is null)
        {
            return stored;
        }

        var merged = new Dictionary<string, string>(stored, StringComparer.Ordinal);
        foreach (var (rate, choice) in posted)
        {
            if (!TaxRateKey.TryRead(rate, out var key))
            {
                faults.Add($"sales.taxRates.{rate}: the key must be a tax rate from 0 to 100, such as 20 or 17.5.");
            }
            else if (string.IsNullOrEmpty(choice?.SelectedTaxRateId))
            {
                faults.Add($"sales.taxRates.{rate}: the tax rate is missing its selection.");
            }
            else
            {
                merged[key] = choice.SelectedTaxRateId;
            }
        }

        return merged;
    }
}
