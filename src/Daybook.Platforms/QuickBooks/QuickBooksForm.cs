using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.QuickBooks;

/// <summary>How a document, or one half of it, is sent.</summary>
/// <param name="Entity">What it becomes.</param>
/// <param name="Body">What is sent.</param>
internal sealed record QuickBooksForm(string Entity, QuickBooksTransaction Body)
{
    /// <summary>The amounts that the answer must have before it counts as accepted.</summary>
    public IReadOnlyList<(string Field, decimal Amount)> Amounts { get; init; } = [];

    /// <summary>The tax that the answer must have; null: none is looked at.</summary>
    public decimal? Tax { get; init; }

    /// <summary>The entities that a document becomes, in the order of writing.</summary>
    /// <remarks>A payment can't go to an account of another type than these, nor be negative: then a journal entry moves the money, and a payment of nothing ties it to what it settles.</remarks>
    public static IReadOnlyList<string> EntitiesOf(Document document, QuickBooksChart chart)
    {
        QuickBooksAccount? Account(string? id) => id is null ? null : chart.AccountOf(id);
        return document.Kind switch
        {
            DocumentKind.SalesInvoice => [QuickBooksId.Invoice],
            DocumentKind.CreditNote => [QuickBooksId.CreditMemo],
            DocumentKind.Bill => [QuickBooksId.Bill],
            DocumentKind.BillCreditNote => [QuickBooksId.VendorCredit],
            DocumentKind.CreditAllocation => [QuickBooksId.Payment],
            DocumentKind.Payment when Account(document.Account) is { TakesPayments: true } => [QuickBooksId.Payment],
            DocumentKind.Payment or DocumentKind.Refund => [QuickBooksId.JournalEntry, QuickBooksId.Payment],
            DocumentKind.BillPayment when Account(document.Account) is { IsBank: true } or { IsCard: true } => [QuickBooksId.BillPayment],
            DocumentKind.BillPayment or DocumentKind.BillRefund => [QuickBooksId.JournalEntry, QuickBooksId.BillPayment],
            DocumentKind.Transfer when Account(document.Account) is { IsBalanceSheet: true } && Account(document.FromAccount) is { IsBalanceSheet: true } => [QuickBooksId.Transfer],
            _ => [QuickBooksId.JournalEntry],
        };
    }

    /// <summary>What of an answer is not as it was sent; QuickBooks may take a document and leave a part of it out.</summary>
    /// <param name="answer">The entity as it is in the books.</param>
    /// <param name="isNew">Whether nothing can have been set against it yet.</param>
    public IReadOnlyList<string> WrongIn(JsonPart answer, bool isNew)
    {
        var wrong = Amounts.Where(amount => answer.Amount(amount.Field) is { } said && said != amount.Amount).Select(amount => $"{amount.Field} {answer.Amount(amount.Field)} instead of {amount.Amount}").ToList();
        if (Tax is { } tax && (answer.Part("TxnTaxDetail")?.Amount("TotalTax") ?? 0) is var said && said != tax)
        {
            wrong.Add($"tax {said} instead of {tax}");
        }

        if (isNew && Entity is QuickBooksId.Invoice or QuickBooksId.Bill or QuickBooksId.CreditMemo && answer.Amount("Balance") is { } open && open != Amounts[0].Amount)
        {
            wrong.Add($"{open} left open instead of {Amounts[0].Amount}: QuickBooks set something against it by itself (switch that off under Advanced, Automation)");
        }

        var links = Links(answer);
        wrong.AddRange((Body.Line ?? []).SelectMany(line => line.LinkedTxn ?? []).Where(link => !links.Contains((link.TxnType, link.TxnId))).Select(link => $"nothing set against {link.TxnType} {link.TxnId}"));
        if (Entity == QuickBooksId.JournalEntry && !Sides(answer).SequenceEqual(Sides(Body)))
        {
            wrong.Add("other lines than were sent");
        }

        return wrong;
    }

    private static HashSet<(string Type, string Id)> Links(JsonPart answer) =>
        [.. answer.List("Line").SelectMany(line => line.List("LinkedTxn")).Select(link => (link.Text("TxnType") ?? "", link.Text("TxnId") ?? ""))];

    private static IEnumerable<(string, string, decimal)> Sides(QuickBooksTransaction body) =>
        (body.Line ?? []).Select(line => (line.JournalEntryLineDetail!.AccountRef.value, line.JournalEntryLineDetail.PostingType, line.Amount)).Order();

    private static IEnumerable<(string, string, decimal)> Sides(JsonPart answer) => answer.List("Line").Where(line => line.Part("JournalEntryLineDetail") is not null)
        .Select(line => (line.Part("JournalEntryLineDetail")!.Value.Part("AccountRef")?.Text("value") ?? "", line.Part("JournalEntryLineDetail")!.Value.Text("PostingType") ?? "", line.Amount("Amount") ?? 0)).Order();
}
