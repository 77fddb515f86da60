using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.Tryton;

/// <summary>What can't be written, told before Tryton is asked.</summary>
internal static class TrytonCheck
{
    /// <summary>Why the document can't be written, or null.</summary>
    public static WriteOutcome.Rejected? Refusal(Document document, TrytonChart chart, PlatformLink link) =>
        Form(document, chart) ?? Accounts(document, chart) ?? Parties(document, chart, link) ?? Day(document, chart);

    private static WriteOutcome.Rejected? Form(Document document, TrytonChart chart)
    {
        if (document.Kind == DocumentKind.Netted)
        {
            return Invalid($"{document.Number} comes to nothing, so there is nothing to write.");
        }

        if (document.Number.Length is 0 or > 200 || !document.Number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_'))
        {
            return Invalid($"'{document.Number}' can't be a number in Tryton: it needs up to 200 of A to Z, a to z, 0 to 9 and - . _.");
        }

        if (chart.Currencies.GetValueOrDefault(document.Currency.Code) is not { } currency)
        {
            return Invalid($"Tryton has no currency {document.Currency}: add it there, with its rate.");
        }

        var amounts = document.Ledger.Select(line => line.Amount).Concat(document.Lines.SelectMany(line => new[] { line.Net, line.Tax })).Append(document.Total);
        if (amounts.FirstOrDefault(amount => decimal.Round(amount, currency.Digits) != amount) is var fine and not 0)
        {
            return Invalid($"{document.Number} has the amount {fine}; {document.Currency} has {currency.Digits} decimals in Tryton.");
        }

        if (document.Total <= 0)
        {
            return Invalid($"{document.Number} has no amount.");
        }

        var sum = document.Ledger.Sum(line => line.Amount);
        return sum == 0 ? null : Invalid($"{document.Number} does not balance: its debits exceed its credits by {sum} {document.Currency}.");
    }

    private static WriteOutcome.Rejected? Accounts(Document document, TrytonChart chart)
    {
        foreach (var id in Named(document))
        {
            var account = chart.Accounts.GetValueOrDefault(id);
            var tax = chart.Taxes.GetValueOrDefault(id);
            if (account is { IsActive: false } || account?.End < document.Date || tax is { IsActive: false })
            {
                return Gone($"The {(account is null ? "tax" : "account")} {account?.Label ?? tax!.Name} is closed or no longer active in Tryton: open it there, or choose another.");
            }

            if (account is null && tax is null)
            {
                return Gone($"Tryton has no account or tax '{id}': choose another.");
            }
        }

        return document.Lines.Any(line => line.Tax != 0 && line.TaxRate is null) ? Invalid($"{document.Number} has a tax for which no tax of Tryton's is chosen.") : null;
    }

    private static WriteOutcome.Rejected? Parties(Document document, TrytonChart chart, PlatformLink link)
    {
        var named = document.Ledger.Select(line => chart.Accounts.GetValueOrDefault(line.Account)).OfType<TrytonAccount>().ToList();
        var isBill = document.Kind is DocumentKind.Bill or DocumentKind.BillCreditNote;
        var isInvoice = isBill || document.Kind is DocumentKind.SalesInvoice or DocumentKind.CreditNote;
        if (isInvoice && !named.Exists(account => isBill ? account.IsPayable : account.IsReceivable))
        {
            return Invalid($"Tryton keeps what {(isBill ? "suppliers are owed" : "customers owe")} on {(isBill ? "payable" : "receivable")} accounts: choose one of these for it.");
        }

        return Party("customer", link.CustomerId, named.Exists(account => account is { NeedsParty: true, IsPayable: false }) || (isInvoice && !isBill), chart)
            ?? Party("supplier", link.SupplierId, named.Exists(account => account is { NeedsParty: true, IsPayable: true }) || isBill, chart);
    }

    private static WriteOutcome.Rejected? Party(string word, string? id, bool isNeeded, TrytonChart chart)
    {
        if (!isNeeded)
        {
            return null;
        }

        if (id is null)
        {
            return Invalid($"No {word} is chosen that Tryton's documents are written to.");
        }

        return chart.Parties.GetValueOrDefault(id) switch
        {
            null => Gone($"Tryton has no {word} '{id}': choose another."),
            { IsActive: false } party => Gone($"The {word} '{party.Name}' is no longer active in Tryton: activate it there, or choose another."),
            { Address: null } party => Invalid($"The {word} '{party.Name}' has no address in Tryton, which invoices need: add one there."),
            _ => null,
        };
    }

    private static WriteOutcome.Rejected? Day(Document document, TrytonChart chart) => chart.PeriodOf(document.Date) switch
    {
        null => Closed($"Tryton has no period for {document.Date:uuuu-MM-dd}: create the fiscal year and its periods there."),
        { IsOpen: false } => Closed($"The period of {document.Date:uuuu-MM-dd} is closed in Tryton: open it there, or let the next sync book it on the first open day."),
        _ => null,
    };

    private static IEnumerable<string> Named(Document document) =>
        document.Ledger.Select(line => line.Account).Concat(document.Lines.SelectMany(line => new[] { line.Account, line.TaxRate }))
            .Append(document.Account).Append(document.FromAccount).OfType<string>().Distinct(StringComparer.Ordinal);

    private static WriteOutcome.Rejected Invalid(string message) => new(Syncing.Refusal.Invalid, message);

    private static WriteOutcome.Rejected Gone(string message) => new(Syncing.Refusal.NotActive, message);

    private static WriteOutcome.Rejected Closed(string message) => new(Syncing.Refusal.DayClosed, message);
}
