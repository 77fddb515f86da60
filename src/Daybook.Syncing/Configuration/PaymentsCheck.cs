using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Checks the payments section.</summary>
internal static class PaymentsCheck
{
    public static IEnumerable<string> Messages(SyncConfiguration configuration, Chart chart)
    {
        if (!configuration.Payments.SyncPayments)
        {
            yield break;
        }

        // Unlike the original, gift cards sold (prepaid) and redeemed (prepaidPayment) may share an account, and should:
        // with two accounts the liability of a redeemed card would stand for ever.
        var payments = configuration.Payments;
        foreach (var message in ConfigurationCheck.MissingAccounts("payments", AccountSlots.Payments, payments.Accounts)
            .Concat(ConfigurationCheck.UnknownAccounts("payments", AccountSlots.Payments, payments.Accounts)))
        {
            yield return message;
        }

        if (payments.Accounts.TryGetValue(AccountKeys.Card, out var card) && payments.Accounts.GetValueOrDefault(AccountKeys.Payout) == card)
        {
            yield return "payments.accounts.payout: the payout account must differ from the card account.";
        }

        if (configuration.Presentation == Presentation.Invoices && configuration.Sales.InvoiceStatus == SalesChoices.Draft)
        {
            yield return "payments.syncPayments: payments can't be enabled while the invoice status is Draft.";
        }

        if (chart.PaysBillsFromBanksOnly && configuration.Presentation == Presentation.Invoices && configuration.Fees.SyncFees)
        {
            var banks = chart.Accounts.Where(account => account.IsBank).Select(account => account.Id).ToHashSet(StringComparer.Ordinal);
            foreach (var key in AccountKeys.WithProvider.Where(key => payments.Accounts.TryGetValue(key, out var account) && !banks.Contains(account)))
            {
                yield return $"payments.accounts.{key}: fees are paid from this account, and the accounting software pays bills from bank accounts only; choose a bank account.";
            }
        }
    }
}
