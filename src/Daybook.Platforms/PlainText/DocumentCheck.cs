using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>What the books refuse before anything is written.</summary>
internal static class DocumentCheck
{
    private const int MaxNumber = 100;

    /// <summary>Whether the number can name a file, a transaction code and a Beancount link alike.</summary>
    public static bool IsNumber(string number) =>
        number.Length is > 0 and <= MaxNumber && char.IsAsciiLetterOrDigit(number[0]) && number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_');

    /// <summary>Why the books refuse the document, or null.</summary>
    public static WriteOutcome.Rejected? Refusal(Document document, BooksChart chart) =>
        Form(document) ?? Day(document, chart) ?? Accounts(document, chart);

    public static WriteOutcome.Rejected? Day(Document document, BooksChart chart) =>
        chart.ClosedUpTo is { } closed && document.Date <= closed
            ? new WriteOutcome.Rejected(Refusal: Syncing.Refusal.DayClosed, $"The books are closed up to {closed:uuuu-MM-dd}, so {document.Number} of {document.Date:uuuu-MM-dd} can't be changed or added.")
            : null;

    private static WriteOutcome.Rejected? Form(Document document)
    {
        if (document.Kind == DocumentKind.Netted)
        {
            return Invalid($"{document.Number} comes to nothing, so there is nothing to write.");
        }

        // Beancount reads no other years.
        if (document.Date.Year is < 1970 or > 2099)
        {
            return Invalid($"{document.Number} is dated {document.Date:uuuu-MM-dd}; the books hold the years 1970 to 2099.");
        }

        var amounts = document.Kind == DocumentKind.CreditAllocation ? [document.Total] : document.Ledger.Select(line => line.Amount).ToList();
        if (amounts.Count == 0 || amounts.TrueForAll(amount => amount == 0))
        {
            return Invalid($"{document.Number} has no amounts.");
        }

        if (amounts.Find(amount => document.Currency.Round(amount) != amount) is var fraction and not 0)
        {
            return Invalid($"{document.Number} has the amount {fraction}, which is finer than {document.Currency} can be divided.");
        }

        var sum = document.Kind == DocumentKind.CreditAllocation ? 0 : amounts.Sum();
        return sum == 0 ? null : Invalid($"{document.Number} does not balance: its debits exceed its credits by {sum} {document.Currency}.");
    }

    private static WriteOutcome.Rejected? Accounts(Document document, BooksChart chart)
    {
        var named = document.Kind == DocumentKind.CreditAllocation ? [BooksChart.Receivable] : document.Ledger.Select(line => line.Account);
        foreach (var name in named.Concat(document.Lines.Select(line => line.TaxRate).OfType<string>()))
        {
            if (chart.ByName.GetValueOrDefault(name) is not { IsActive: true } account)
            {
                return new WriteOutcome.Rejected(Syncing.Refusal.NotActive, chart.ByName.ContainsKey(name) ? $"The account '{name}' is archived." : $"The books have no account '{name}'.");
            }
        }

        return null;
    }

    private static WriteOutcome.Rejected Invalid(string message) => new(Syncing.Refusal.Invalid, message);
}
