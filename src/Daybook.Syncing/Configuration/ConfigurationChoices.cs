using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>The parts of the configuration that are checked apart.</summary>
public enum ConfigurationSection
{
    Schedule,
    Sales,
    Payments,
    Fees,
}

/// <summary>What a choice is a choice of.</summary>
public enum ChoiceOf
{
    Account,
    TaxRate,
    Customer,
    Supplier,
}

/// <summary>One choice that the merchant made.</summary>
/// <param name="Section">Where it was made.</param>
/// <param name="Field">The field of the configuration object, such as <c>sales.accounts.refund</c>.</param>
/// <param name="Of">What was chosen.</param>
/// <param name="Id">The platform's id of it.</param>
public readonly record struct Choice(ConfigurationSection Section, string Field, ChoiceOf Of, string Id);

/// <summary>Lists what the merchant chose, field by field.</summary>
public static class ConfigurationChoices
{
    /// <summary>The choices of the sections that are synced.</summary>
    public static IEnumerable<Choice> Made(SyncConfiguration configuration) =>
        (configuration.Sales.SyncSales ? OfSales(configuration) : [])
        .Concat(configuration.Payments.SyncPayments ? OfPayments(configuration.Payments) : [])
        .Concat(configuration.Fees.SyncFees ? OfFees(configuration) : []);

    private static IEnumerable<Choice> OfSales(SyncConfiguration configuration)
    {
        var sales = configuration.Sales;
        foreach (var (key, id) in sales.Accounts)
        {
            yield return new(ConfigurationSection.Sales, $"sales.accounts.{key}", ChoiceOf.Account, id);
        }

        foreach (var (rate, id) in sales.TaxRates)
        {
            yield return new(ConfigurationSection.Sales, $"sales.taxRates.{rate}", ChoiceOf.TaxRate, id);
        }

        for (var i = 0; i < sales.TaxComponents.Count; i++)
        {
            if (sales.TaxComponents[i].AccountingTaxRateId is { } id)
            {
                yield return new(ConfigurationSection.Sales, $"sales.newTaxRates.taxRateMappings[{i}]", ChoiceOf.TaxRate, id);
            }
        }

        if (sales.DefaultZeroTaxRateId is { } zero)
        {
            yield return new(ConfigurationSection.Sales, "sales.newTaxRates.selectedDefaultZeroTaxRateId", ChoiceOf.TaxRate, zero);
        }

        if (sales.CustomerId is { } customer && configuration.Presentation == Presentation.Invoices)
        {
            yield return new(ConfigurationSection.Sales, "sales.salesCustomer", ChoiceOf.Customer, customer);
        }
    }

    private static IEnumerable<Choice> OfPayments(PaymentChoices payments) =>
        payments.Accounts.Select(chosen => new Choice(ConfigurationSection.Payments, $"payments.accounts.{chosen.Key}", ChoiceOf.Account, chosen.Value))
        .Concat(payments.MethodAccounts.Select(chosen => new Choice(ConfigurationSection.Payments, $"newPayments.accounts.{chosen.Key}", ChoiceOf.Account, chosen.Value)));

    private static IEnumerable<Choice> OfFees(SyncConfiguration configuration)
    {
        foreach (var (key, id) in configuration.Fees.Accounts)
        {
            yield return new(ConfigurationSection.Fees, $"fees.accounts.{key}", ChoiceOf.Account, id);
        }

        if (configuration.Fees.SupplierId is { } supplier && configuration.Presentation == Presentation.Invoices)
        {
            yield return new(ConfigurationSection.Fees, "fees.feesSupplier", ChoiceOf.Supplier, supplier);
        }
    }
}
