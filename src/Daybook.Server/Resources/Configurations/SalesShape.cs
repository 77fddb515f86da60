using Daybook.Bookkeeping;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Configurations;

/// <summary>The sales section as the wire has it.</summary>
internal static class SalesShape
{
    public static Sales Of(CompanyChoices choices, IReadOnlyList<AccountOption> accounts)
    {
        var sales = choices.Current.Sales;
        var taxRates = ConfigurationShape.OptionsOf(choices.Chart.TaxRates);
        return new Sales
        {
            SyncSales = sales.SyncSales,
            Accounts = ConfigurationShape.AccountsOf(AccountSlots.OfSales(choices.Shop), sales.Accounts, accounts),
            InvoiceStatus = new InvoiceStatus(sales.InvoiceStatus, ConfigurationOptions.InvoiceStatuses),
            SalesCustomer = new SalesCustomer(sales.CustomerId, ConfigurationShape.OptionsOf(choices.Chart.Customers)),
            VouchersTaxedAtSale = sales.VouchersTaxedAtSale,
            TaxRates = ConfigurationOptions.TaxRates.Union(sales.TaxRates.Keys).OrderBy(rate => TaxCode.RateOf(rate)).ToDictionary(
                rate => rate, TaxRateChoice? (rate) => new TaxRateChoice(sales.TaxRates.GetValueOrDefault(rate), taxRates), StringComparer.Ordinal),
            NewTaxRates = new NewTaxRates
            {
                AccountingTaxRateOptions = taxRates,
                CommerceTaxRateOptions = ConfigurationShape.OptionsOf(choices.Shop.TaxComponents),
                TaxRateMappings = [.. sales.TaxComponents.Select(mapping => new TaxRateMapping(mapping.CommerceTaxRateIds, mapping.AccountingTaxRateId))],
                SelectedDefaultZeroTaxRateId = sales.DefaultZeroTaxRateId,
                DefaultZeroTaxRateOptions = taxRates,
            },
            Grouping = new Grouping(
                new GroupingPeriod(sales.GroupingPeriod, ConfigurationOptions.GroupingPeriods),
                new GroupingLevels(
                    new GroupByLevel(sales.InvoiceLevel, ConfigurationOptions.InvoiceLevels),
                    new GroupByLevel(sales.InvoiceLineLevel, ConfigurationOptions.InvoiceLineLevels))),
        };
    }
}
