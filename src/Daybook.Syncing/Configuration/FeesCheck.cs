using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Checks the fees section.</summary>
internal static class FeesCheck
{
    public static IEnumerable<string> Messages(SyncConfiguration configuration)
    {
        var fees = configuration.Fees;
        if (!fees.SyncFees)
        {
            return [];
        }

        var messages = new List<string>(ConfigurationCheck.MissingAccounts("fees", AccountSlots.Fees, fees.Accounts));
        messages.AddRange(ConfigurationCheck.UnknownAccounts("fees", AccountSlots.Fees, fees.Accounts));
        if (!configuration.Payments.SyncPayments || !configuration.Payments.Accounts.ContainsKey(AccountKeys.Card))
        {
            messages.Add("fees.syncFees: fees need the payments section to be synced, with its card account: fees are taken from it.");
        }

        if (fees.SupplierId is null && configuration.Presentation == Presentation.Invoices)
        {
            messages.Add("fees.feesSupplier: no fees supplier is configured.");
        }

        return messages;
    }
}
