using Daybook.Bookkeeping;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Stages;

/// <summary>Where money lies, and what the provider takes of it.</summary>
internal static class MoneyFields
{
    private static readonly AccountFields.Place Money = new("payments", "Asset", "Asset.Bank");
    private static readonly AccountFields.Place Costs = new("fees", "Expense", "Expense");

    /// <summary>What most shops take, where nothing is known of this one.</summary>
    private static readonly string[] UsualTypes = [AccountKeys.Card, "cash", "onlineCard", AccountKeys.Payout];

    public static IEnumerable<FieldSection> Payments(FlowVisit visit)
    {
        var words = visit.Words;
        var payments = visit.Draft.Configuration.Payments;
        yield return new FieldSection("", "", [new SwitchField("payments.syncPayments", words["flow-sync-payments"], words["flow-hint-sync-payments"], payments.SyncPayments)]);
        var fields = new AccountFields(visit);
        var slots = AccountSlots.Payments.Select(slot => fields.Of(slot, Money, payments.Accounts, OccursInPayments(slot.Key, visit))).OfType<Field>();
        var methods = visit.Choices.Shop.PaymentMethods.Where(method => visit.Habits.IsEmpty || visit.Habits.PaymentMethods.Contains(method.Id))
            .Select(method => fields.Of($"newPayments.accounts.{method.Id}", method.Name, "", !visit.Habits.IsEmpty, payments.MethodAccounts.GetValueOrDefault(method.Id), Money));
        yield return new FieldSection(words["flow-money"], words["flow-hint-money"], [.. slots, .. methods]);
    }

    public static IEnumerable<FieldSection> Fees(FlowVisit visit)
    {
        var words = visit.Words;
        var fees = visit.Draft.Configuration.Fees;
        var hint = visit.Habits.IsEmpty || visit.Habits.Accounts.Contains(AccountKeys.PaymentFee) ? words["flow-hint-sync-fees"] : words["flow-hint-no-fees"];
        yield return new FieldSection("", "", [new SwitchField("fees.syncFees", words["flow-sync-fees"], hint, fees.SyncFees)]);
        var fields = new AccountFields(visit);
        var slots = AccountSlots.Fees.Select(slot => fields.Of(slot, Costs, fees.Accounts, OccursInFees(slot.Key, visit))).OfType<Field>();
        var suppliers = visit.Choices.Chart.Suppliers.Where(supplier => supplier.IsActive).Select(supplier => (supplier.Id, supplier.Name));
        Field[] supplier = visit.Draft.Configuration.Presentation == Presentation.Invoices
            ? [new SelectField("fees.feesSupplier", words["flow-supplier"], words["flow-hint-supplier"], IsRequired: true, fees.SupplierId, [new("", [.. suppliers])]) { Make = visit.Books.Suppliers, Makes = "supplier" }]
            : [];
        yield return new FieldSection(words["configure-content-fees-accounts-title"], words["configure-content-fees-accounts-description"], [.. slots, .. supplier]);
    }

    private static bool? OccursInPayments(string key, FlowVisit visit) => key switch
    {
        AccountKeys.Suspense => null,
        _ when visit.Habits.IsEmpty => UsualTypes.Contains(key) ? true : null,
        AccountKeys.Payout or AccountKeys.Transfer => visit.Habits.Accounts.Contains(key),
        _ => visit.Habits.PaymentTypes.Contains(key),
    };

    private static bool? OccursInFees(string key, FlowVisit visit) => key == AccountKeys.PaymentFee ? true : visit.Habits.IsEmpty ? null : visit.Habits.Accounts.Contains(key);
}
