using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

/// <summary>What can't be written, told before Xero is asked.</summary>
internal static class XeroCheck
{
    private static readonly DocumentKind[] OwedByCustomer =
        [DocumentKind.SalesInvoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.Refund, DocumentKind.Overpayment, DocumentKind.Overrefund];

    /// <summary>Why the document can't be written, or null.</summary>
    public static WriteOutcome.Rejected? Refusal(Document document, XeroChart chart, PlatformLink link) =>
        Form(document) ?? Accounts(document, chart) ?? Contact(document, link) ?? Receivable(document, chart) ?? Money(document, chart);

    private static WriteOutcome.Rejected? Form(Document document)
    {
        if (document.Kind == DocumentKind.Netted)
        {
            return Invalid($"{document.Number} comes to nothing, so there is nothing to write.");
        }

        if (document.Number.Length is 0 or > 200 || !document.Number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_'))
        {
            return Invalid($"'{document.Number}' can't be a number in Xero: it needs up to 200 of A to Z, a to z, 0 to 9 and - . _.");
        }

        var amounts = document.Ledger.Select(line => line.Amount).Concat(document.Lines.SelectMany(line => new[] { line.Net, line.Tax })).Append(document.Total);
        if (amounts.FirstOrDefault(amount => decimal.Round(amount, 2) != amount) is var fine and not 0)
        {
            return Invalid($"{document.Number} has the amount {fine}; Xero keeps two decimals.");
        }

        if (document.Total <= 0)
        {
            return Invalid($"{document.Number} has no amount.");
        }

        var sum = document.Kind == DocumentKind.CreditAllocation ? 0 : document.Ledger.Sum(line => line.Amount);
        return sum == 0 ? null : Invalid($"{document.Number} does not balance: its debits exceed its credits by {sum} {document.Currency}.");
    }

    private static WriteOutcome.Rejected? Accounts(Document document, XeroChart chart)
    {
        foreach (var id in Named(document))
        {
            if (chart.Accounts.TryGetValue(id, out var account) ? !account.IsActive : chart.TaxRates.TryGetValue(id, out var rate) && !rate.IsActive)
            {
                return Gone($"The {(account is null ? "tax rate" : "account")} {account?.Label ?? chart.TaxRates[id].Name} is archived in Xero: restore it there, or choose another.");
            }

            if (account is null && !chart.TaxRates.ContainsKey(id))
            {
                return Gone($"Xero has no account or tax rate '{id}': choose another.");
            }
        }

        return null;
    }

    private static WriteOutcome.Rejected? Contact(Document document, PlatformLink link) => document.Kind switch
    {
        DocumentKind.Bill or DocumentKind.BillCreditNote when link.SupplierId is null => Invalid("No supplier is chosen that fees are billed by."),
        DocumentKind.SalesInvoice or DocumentKind.CreditNote or DocumentKind.Overpayment or DocumentKind.Overrefund when link.CustomerId is null => Invalid("No customer is chosen that sales are written to."),
        _ => null,
    };

    /// <summary>Invoices go to Xero's own receivable whatever else is chosen: the books must not say otherwise than was planned.</summary>
    private static WriteOutcome.Rejected? Receivable(Document document, XeroChart chart)
    {
        var own = chart.System("DEBTORS")?.Id;
        return OwedByCustomer.Contains(document.Kind) && document.Ledger.All(line => line.Account != own)
            ? Invalid($"Xero keeps what customers owe on its own account {chart.System("DEBTORS")?.Label}: choose no other for 'Owed by customers' while sales are written as invoices.")
            : null;
    }

    private static WriteOutcome.Rejected? Money(Document document, XeroChart chart)
    {
        var isPayment = document.Kind is DocumentKind.Payment or DocumentKind.Refund or DocumentKind.BillPayment or DocumentKind.BillRefund;
        if (isPayment && chart.Accounts.GetValueOrDefault(document.Account!) is { IsBank: false, TakesPayments: false } account)
        {
            return Invalid($"Xero takes no payments on the account {account.Label}: tick 'Enable payments to this account' there, or choose a bank account.");
        }

        return document.Kind == DocumentKind.Overrefund && chart.Accounts.GetValueOrDefault(document.Account!) is { IsBank: true } bank
            ? Invalid($"Xero can't hold money given back too early on the bank account {bank.Label}: choose a clearing account for these payments, or correct the order.")
            : null;
    }

    private static IEnumerable<string> Named(Document document) =>
        document.Ledger.Select(line => line.Account).Concat(document.Lines.SelectMany(line => new[] { line.Account, line.TaxRate }))
            .Append(document.Account).Append(document.FromAccount).OfType<string>().Distinct(StringComparer.Ordinal);

    private static WriteOutcome.Rejected Invalid(string message) => new(Syncing.Refusal.Invalid, message);

    private static WriteOutcome.Rejected Gone(string message) => new(Syncing.Refusal.NotActive, message);
}
