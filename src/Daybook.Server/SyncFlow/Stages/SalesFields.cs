using Daybook.Bookkeeping;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Stages;

internal static class SalesFields
{
    private static readonly AccountFields.Place Income = new("sales", "Income", "Income");
    private static readonly AccountFields.Place Owed = new("sales", "Liability", "Liability");

    public static IEnumerable<FieldSection> Of(FlowVisit visit)
    {
        var words = visit.Words;
        yield return new FieldSection(words["configure-content-sales-accounts-title"], words["configure-content-sales-accounts-description"], [.. Accounts(visit)]);
        yield return new FieldSection(words["configure-content-sales-taxRates-title"], words["configure-content-sales-taxRates-description"], [.. Taxes(visit)]);
        yield return new FieldSection(words["configure-content-sales-other-title"], words["configure-content-sales-other-description"], [.. Others(visit)]);
    }

    private static IEnumerable<Field> Accounts(FlowVisit visit)
    {
        var fields = new AccountFields(visit);
        var sales = visit.Draft.Configuration.Sales;
        foreach (var slot in AccountSlots.Sales)
        {
            var isOwed = slot.Key is AccountKeys.Gratuity or AccountKeys.Prepaid;
            if (fields.Of(slot, isOwed ? Owed : Income, sales.Accounts, Occurs(slot.Key, visit)) is { } field)
            {
                yield return field;
            }
        }

        foreach (var category in visit.Choices.Shop.Categories)
        {
            var label = visit.Words.Of("flow-category", category.Name);
            yield return fields.Of($"sales.accounts.{category.Id}", label, visit.Words["flow-hint-category"], isRequired: false, sales.Accounts.GetValueOrDefault(category.Id), Income);
        }
    }

    private static bool? Occurs(string key, FlowVisit visit) => key switch
    {
        AccountKeys.SalesOther => visit.Choices.Shop.Categories.Count > 0 ? null : false,
        AccountKeys.Rounding or AccountKeys.Receivable => null,
        AccountKeys.Sales or AccountKeys.Refund => true,
        _ => visit.Habits.IsEmpty ? null : visit.Habits.Accounts.Contains(key),
    };

    private static IEnumerable<Field> Taxes(FlowVisit visit)
    {
        var (words, sales, habits) = (visit.Words, visit.Draft.Configuration.Sales, visit.Habits);
        IReadOnlyList<OptionGroup> rates = [new("", [.. visit.Choices.Chart.TaxRates.Where(rate => rate.IsActive).Select(rate => (rate.Id, rate.Name))])];
        var asked = habits.IsEmpty ? ConfigurationOptions.TaxRates.Union(sales.TaxRates.Keys) : habits.TaxRates;
        foreach (var rate in asked.OrderBy(rate => TaxCode.RateOf(rate)))
        {
            yield return new SelectField($"sales.taxRates.{rate}", words.Of("flow-taxed", words.Percent(rate)), "", !habits.IsEmpty, sales.TaxRates.GetValueOrDefault(rate), rates);
        }

        foreach (var component in visit.Choices.Shop.TaxComponents.Where(component => habits.IsEmpty || habits.TaxComponents.Contains(component.Id)))
        {
            var chosen = sales.TaxComponents.FirstOrDefault(mapping => mapping.CommerceTaxRateIds is [var id] && id == component.Id)?.AccountingTaxRateId;
            yield return new SelectField($"sales.components.{component.Id}", component.Name, "", !habits.IsEmpty, chosen, rates);
        }
    }

    private static IEnumerable<Field> Others(FlowVisit visit)
    {
        var (words, configuration) = (visit.Words, visit.Draft.Configuration);
        var sales = configuration.Sales;
        if (configuration.Presentation == Presentation.Invoices)
        {
            var customers = visit.Choices.Chart.Customers.Where(customer => customer.IsActive).Select(customer => (customer.Id, customer.Name));
            yield return new SelectField("sales.salesCustomer", words["flow-customer"], words["flow-hint-customer"], IsRequired: true, sales.CustomerId, [new("", [.. customers])])
            {
                Make = visit.Books.Customers,
                Makes = "customer",
            };
            yield return new RadioField("sales.invoiceStatus", words["configure-content-sales-other-entries-invoiceStatus"], "", sales.InvoiceStatus ?? "Submitted",
            [
                new("Submitted", words["flow-submitted"], words["flow-hint-submitted"]), new("Draft", words["flow-draft"], words["flow-hint-draft"]),
            ]);
        }

        if (visit.Habits.IsEmpty || visit.Habits.Accounts.Contains(AccountKeys.Prepaid))
        {
            yield return new RadioField("sales.vouchersTaxedAtSale", words["flow-vouchers"], words["flow-hint-vouchers"], sales.VouchersTaxedAtSale ? "on" : "off",
            [
                new("off", words["flow-vouchers-later"], words["flow-hint-vouchers-later"]), new("on", words["flow-vouchers-sale"], words["flow-hint-vouchers-sale"]),
            ]);
        }

        if (visit.Habits.IsEmpty || visit.Habits.HasManyLocations || sales.InvoiceLevel.Count > 0)
        {
            yield return new SwitchField("sales.byLocation", words["flow-by-location"], words["flow-hint-by-location"], sales.InvoiceLevel.Contains(SalesChoices.ByLocation));
        }
    }
}
