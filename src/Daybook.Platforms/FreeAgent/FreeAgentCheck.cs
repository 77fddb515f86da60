using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>What can't be written, told before FreeAgent is asked.</summary>
internal static class FreeAgentCheck
{
    private static readonly DocumentKind[] OwedByCustomer =
        [DocumentKind.SalesInvoice, DocumentKind.CreditNote, DocumentKind.Payment, DocumentKind.Refund, DocumentKind.Overpayment, DocumentKind.Overrefund];

    /// <summary>Why the document can't be written, or null.</summary>
    public static WriteOutcome.Rejected? Refusal(Document document, FreeAgentChart chart, PlatformLink link) =>
        Form(document) ?? Formless(document, chart, link) ?? Active(document, chart, link) ?? Company(document, chart) ?? Receivable(document) ?? Journal(document, chart) ?? Money(document, chart) ?? Tax(document, chart) ?? Draft(document, chart, link);

    private static WriteOutcome.Rejected? Form(Document document)
    {
        if (document.Kind == DocumentKind.Netted)
        {
            return Invalid($"{document.Number} comes to nothing, so there is nothing to write.");
        }

        if (document.Number.Length is 0 or > 100 || !document.Number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))
        {
            return Invalid($"'{document.Number}' can't be a number in FreeAgent: it needs up to 100 of A to Z, a to z, 0 to 9 and - _.");
        }

        var amounts = document.Ledger.Select(line => line.Amount).Concat(document.Lines.SelectMany(line => new[] { line.Net, line.Tax })).Append(document.Total);
        if (amounts.FirstOrDefault(amount => decimal.Round(amount, 2) != amount) is var fine and not 0)
        {
            return Invalid($"{document.Number} has the amount {fine}; FreeAgent keeps two decimals.");
        }

        if (document.Total <= 0)
        {
            return Invalid($"{document.Number} has no amount.");
        }

        var sum = document.Kind == DocumentKind.CreditAllocation ? 0 : document.Ledger.Sum(line => line.Amount);
        return sum == 0 ? null : Invalid($"{document.Number} does not balance: its debits exceed its credits by {sum} {document.Currency}.");
    }

    /// <summary>Why the document has no form at all: something that it names is not there, and so neither is the document.</summary>
    public static WriteOutcome.Rejected? Formless(Document document, FreeAgentChart chart, PlatformLink link)
    {
        if (Named(document).FirstOrDefault(id => !chart.TaxRates.ContainsKey(id) && !chart.Accounts.ContainsKey(id)) is { } lost)
        {
            return Gone($"FreeAgent has no account or tax rate '{lost}': choose another.");
        }

        return NeedsContact(document) && ContactOf(document, link) is null
            ? Invalid(IsFee(document) ? "No supplier is chosen that fees are billed by." : "No customer is chosen that sales are written to.")
            : null;
    }

    private static WriteOutcome.Rejected? Active(Document document, FreeAgentChart chart, PlatformLink link)
    {
        if (Named(document).Select(id => chart.Accounts.GetValueOrDefault(id)).FirstOrDefault(account => account is { IsActive: false }) is { } hidden)
        {
            return Gone($"The bank account {hidden.Label} is hidden in FreeAgent: show it there again, or choose another.");
        }

        var who = IsFee(document) ? "supplier" : "customer";
        return !NeedsContact(document) ? null : chart.Contacts.FirstOrDefault(contact => contact.Id == ContactOf(document, link)) switch
        {
            null => Gone($"The {who} is gone from FreeAgent: choose another."),
            { IsActive: false } contact => Gone($"The {who} '{contact.Name}' is hidden in FreeAgent: show the contact there again, or choose another."),
            _ => null,
        };
    }

    private static WriteOutcome.Rejected? Company(Document document, FreeAgentChart chart)
    {
        if (chart.IsLandlord)
        {
            return Invalid("The company in FreeAgent lets property: its documents need to name one, which can't be done from here.");
        }

        return document.Date <= chart.ClosedUpTo
            ? new WriteOutcome.Rejected(Syncing.Refusal.DayClosed, $"The books in FreeAgent are locked up to {FreeAgentMark.Day(chart.ClosedUpTo.Value)}, or begin only after it: {document.Number} of {FreeAgentMark.Day(document.Date)} can't be written. Move the lock in FreeAgent, or let the next sync book it on the first open day.")
            : null;
    }

    /// <summary>Invoices go to FreeAgent's own receivable whatever else is chosen: the books must not say otherwise than was planned.</summary>
    private static WriteOutcome.Rejected? Receivable(Document document) =>
        OwedByCustomer.Contains(document.Kind) && document.Ledger.All(line => line.Account != FreeAgentChart.Debtors)
            ? Invalid("FreeAgent keeps what customers owe on its own category 'Trade Debtors' (681): choose no other for 'Owed by customers' while sales are written as invoices.")
            : null;

    private static WriteOutcome.Rejected? Journal(Document document, FreeAgentChart chart)
    {
        if (document.Kind is not (DocumentKind.Journal or DocumentKind.Transfer))
        {
            return null;
        }

        return document.Ledger.FirstOrDefault(line => line.Account is FreeAgentChart.Debtors or FreeAgentChart.Creditors) is { Account: { } own }
            ? Invalid($"FreeAgent keeps {chart.LabelOf(own)} by invoices and bills, not by journal entries: choose another category for 'Owed by customers', such as 'Other Debtors' (682), or have sales written as invoices.")
            : null;
    }

    private static WriteOutcome.Rejected? Money(Document document, FreeAgentChart chart)
    {
        if (document.Kind is DocumentKind.BillPayment or DocumentKind.BillRefund && !chart.IsBank(document.Account!))
        {
            return Invalid($"FreeAgent pays bills from bank accounts only, and {chart.LabelOf(document.Account!)} is none: make a bank account for card payments in FreeAgent and choose it.");
        }

        var other = Named(document).Where(chart.IsBank).Select(id => chart.Accounts[id]).FirstOrDefault(bank => bank.Currency is { } currency && currency != document.Currency.Code);
        return other is null ? null : Invalid($"The bank account {other.Label} is in {other.Currency} and {document.Number} in {document.Currency}: choose a bank account in {document.Currency}.");
    }

    /// <summary>FreeAgent computes the tax of sales by itself; what it would come to is known.</summary>
    private static WriteOutcome.Rejected? Tax(Document document, FreeAgentChart chart)
    {
        if (document.Kind is not (DocumentKind.SalesInvoice or DocumentKind.CreditNote))
        {
            return null;
        }

        foreach (var line in document.Lines)
        {
            var percent = line.TaxRate is { } id && chart.TaxRates.TryGetValue(id, out var rate) ? rate.Percent ?? 0 : 0;
            if (decimal.Round(line.Net * percent / 100, 2, MidpointRounding.AwayFromZero) is var tax && tax != line.Tax)
            {
                return Invalid($"FreeAgent would book {tax:0.00} of tax on '{line.Description}' and not {line.Tax:0.00}: choose a tax rate for it that fits.");
            }
        }

        return null;
    }

    private static WriteOutcome.Rejected? Draft(Document document, FreeAgentChart chart, PlatformLink link) =>
        link.IsDraft && document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote && document.Lines.FirstOrDefault(line => !chart.Accounts[line.Account].IsIncome) is { } line
            ? Invalid($"A draft in FreeAgent can only hold income categories, and {chart.LabelOf(line.Account)} is none: choose one for '{line.Description}', or have invoices submitted.")
            : null;

    private static bool IsFee(Document document) => document.Kind is DocumentKind.Bill or DocumentKind.BillCreditNote;

    private static bool NeedsContact(Document document) => IsFee(document) || OwedByCustomer.Contains(document.Kind);

    private static string? ContactOf(Document document, PlatformLink link) => IsFee(document) ? link.SupplierId : link.CustomerId;

    private static IEnumerable<string> Named(Document document) =>
        document.Ledger.Select(line => line.Account).Concat(document.Lines.SelectMany(line => new[] { line.Account, line.TaxRate }))
            .Append(document.Account).Append(document.FromAccount).OfType<string>().Distinct(StringComparer.Ordinal);

    private static WriteOutcome.Rejected Invalid(string message) => new(Syncing.Refusal.Invalid, message);

    private static WriteOutcome.Rejected Gone(string message) => new(Syncing.Refusal.NotActive, message);
}
