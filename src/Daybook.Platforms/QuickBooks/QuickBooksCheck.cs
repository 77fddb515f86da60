using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>What can't be written, told before QuickBooks is asked.</summary>
internal static class QuickBooksCheck
{
    private const int MaxNumber = 21;

    private static readonly DocumentKind[] OfCustomers =
        [DocumentKind.SalesInvoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.Refund, DocumentKind.Overpayment, DocumentKind.Overrefund, DocumentKind.CreditAllocation];

    private static readonly DocumentKind[] OfSuppliers = [DocumentKind.Bill, DocumentKind.BillCreditNote, DocumentKind.BillPayment, DocumentKind.BillRefund];

    /// <summary>Why the document can't be written, or null.</summary>
    public static WriteOutcome.Rejected? Refusal(Document document, QuickBooksChart chart, PlatformLink link) =>
        Form(document, chart, link) ?? Accounts(document, chart) ?? Parties(document, chart, link) ?? Receivable(document, chart) ?? Lines(document, chart);

    private static WriteOutcome.Rejected? Form(Document document, QuickBooksChart chart, PlatformLink link)
    {
        if (document.Kind == DocumentKind.Netted)
        {
            return Invalid($"{document.Number} comes to nothing, so there is nothing to write.");
        }

        if (document.Number.Length is 0 or > MaxNumber || !document.Number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_'))
        {
            return Invalid($"'{document.Number}' can't be a number in QuickBooks: it needs up to {MaxNumber} of A to Z, a to z, 0 to 9 and - . _.");
        }

        if (link.IsDraft && document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote)
        {
            return Invalid("QuickBooks has no drafts: choose 'Submitted' as the status of invoices.");
        }

        if (document.Currency.Code != chart.Currency && !chart.HasCurrencies)
        {
            return Invalid($"The books are kept in {chart.Currency} alone: switch on multicurrency in QuickBooks to book {document.Currency.Code}.");
        }

        var amounts = document.Ledger.Select(line => line.Amount).Concat(document.Lines.SelectMany(line => new[] { line.Net, line.Tax })).Append(document.Total);
        if (amounts.FirstOrDefault(amount => decimal.Round(amount, 2) != amount) is var fine and not 0)
        {
            return Invalid($"{document.Number} has the amount {fine}; QuickBooks keeps two decimals.");
        }

        if (document.Total <= 0)
        {
            return Invalid($"{document.Number} has no amount.");
        }

        var sum = document.Kind == DocumentKind.CreditAllocation ? 0 : document.Ledger.Sum(line => line.Amount);
        return sum == 0 ? null : Invalid($"{document.Number} does not balance: its debits exceed its credits by {sum} {document.Currency}.");
    }

    private static WriteOutcome.Rejected? Accounts(Document document, QuickBooksChart chart)
    {
        var isEntry = QuickBooksForm.EntitiesOf(document, chart)[0] == QuickBooksId.JournalEntry;
        foreach (var id in Named(document))
        {
            if (chart.TaxCodeOf(id) is { } code)
            {
                if (isEntry && chart.AccountOf(id) is null)
                {
                    return Gone("QuickBooks has no active account that keeps the tax: have sales written as invoices.");
                }

                if (!code.IsActive)
                {
                    return Gone($"The tax code '{code.Name}' is inactive in QuickBooks: make it active there, or choose another.");
                }

                continue;
            }

            if (chart.AccountOf(id) is not { } account)
            {
                return Gone($"QuickBooks has no account or tax code '{id}': choose another.");
            }

            if (!account.IsActive)
            {
                return Gone($"The account {account.Label} is inactive in QuickBooks: make it active there, or choose another.");
            }
        }

        return null;
    }

    private static WriteOutcome.Rejected? Parties(Document document, QuickBooksChart chart, PlatformLink link)
    {
        var accounts = document.Ledger.Select(line => chart.AccountOf(line.Account)).ToList();
        if (OfCustomers.Contains(document.Kind) || accounts.Exists(account => account is { IsReceivable: true }))
        {
            return link.CustomerId is null
                ? Invalid("No customer is chosen that sales are written to: QuickBooks books nothing that customers owe without one. Choose one, or for journal entries another account for 'Owed by customers'.")
                : Party(chart.Customers.GetValueOrDefault(link.CustomerId), "customer", link.CustomerId);
        }

        if (OfSuppliers.Contains(document.Kind) || accounts.Exists(account => account is { IsPayable: true }))
        {
            return link.SupplierId is null ? Invalid("No supplier is chosen that fees are billed by.") : Party(chart.Suppliers.GetValueOrDefault(link.SupplierId), "supplier", link.SupplierId);
        }

        return null;
    }

    private static WriteOutcome.Rejected? Party(QuickBooksParty? party, string word, string id) => party switch
    {
        null => Gone($"QuickBooks has no {word} '{id}': choose another."),
        { IsActive: false } => Gone($"The {word} '{party.Name}' is inactive in QuickBooks: make it active there, or choose another."),
        _ => null,
    };

    /// <summary>Invoices go to QuickBooks' own receivable whatever else is chosen: the books must not say otherwise than was planned.</summary>
    private static WriteOutcome.Rejected? Receivable(Document document, QuickBooksChart chart) =>
        OfCustomers.Contains(document.Kind) && document.Kind != DocumentKind.CreditAllocation && document.Ledger.All(line => line.Account != chart.Receivable?.Id)
            ? Invalid($"QuickBooks keeps what customers owe on its own account {chart.Receivable?.Label}: choose no other for 'Owed by customers' while sales are written as invoices.")
            : null;

    private static WriteOutcome.Rejected? Lines(Document document, QuickBooksChart chart)
    {
        if (document.Kind is not (DocumentKind.SalesInvoice or DocumentKind.CreditNote))
        {
            return null;
        }

        if (QuickBooksSaleLines.Fitting(document).Count > QuickBooksSaleLines.Most)
        {
            return Invalid($"{document.Number} has more than the {QuickBooksSaleLines.Most} lines that QuickBooks takes: choose the same account for several categories.");
        }

        if (QuickBooksSaleLines.AccountsOf(document, chart).FirstOrDefault(account => !account.TakesItems) is { } closed)
        {
            return Invalid($"QuickBooks books no lines of sales on the account {closed.Label}, which is of type {closed.Type}: choose an income account, or another liability.");
        }

        if (!chart.HasTaxCodes)
        {
            return document.Lines.FirstOrDefault(line => line.Tax != 0 && chart.TaxCodeOf(line.TaxRate) is null && line.TaxRate != QuickBooksChart.Automated && line.TaxRate?.StartsWith(QuickBooksChart.AccountPrefix, StringComparison.Ordinal) is not true) is { } lost
                ? Gone($"'{lost.Description}' is taxed, and QuickBooks charges no tax here: choose the account that owes it as its tax rate.")
                : null;
        }

        return document.Lines.FirstOrDefault(line => line.Tax != 0 && (chart.TaxCodeOf(line.TaxRate) ?? chart.Untaxed) is not { Sales.Count: > 0 }) is { } untaxed
            ? Gone($"'{untaxed.Description}' is taxed, and its tax code in QuickBooks has no rate: choose another for it.")
            : chart.Untaxed is null && document.Lines.Any(line => line.TaxRate is null)
                ? Gone("QuickBooks wants a tax code on each line, and has none for what has nothing to do with tax: make one active there, such as 'No VAT'.")
                : null;
    }

    private static IEnumerable<string> Named(Document document) =>
        document.Ledger.Select(line => line.Account).Concat(document.Lines.SelectMany(line => new[] { line.Account, line.TaxRate }))
            .Append(document.Account).Append(document.FromAccount).OfType<string>().Where(id => id != QuickBooksChart.Automated || document.Kind == DocumentKind.Journal).Distinct(StringComparer.Ordinal);

    private static WriteOutcome.Rejected Invalid(string message) => new(Syncing.Refusal.Invalid, message);

    private static WriteOutcome.Rejected Gone(string message) => new(Syncing.Refusal.NotActive, message);
}
