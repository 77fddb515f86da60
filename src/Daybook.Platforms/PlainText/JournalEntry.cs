using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Platforms.PlainText;

/// <summary>A document as it stands in the journal.</summary>
internal sealed record JournalEntry
{
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Number { get; init; }

    public required LocalDate Date { get; init; }

    /// <summary>The number of the document that this pays, refunds or is set against, or null.</summary>
    public string? Target { get; init; }

    /// <summary>The number of the document whose credit is used, or null.</summary>
    public string? Source { get; init; }

    public string? Location { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public required IReadOnlyList<EntryPosting> Postings { get; init; }

    /// <summary>The kind in words.</summary>
    public string Title => Kind switch
    {
        DocumentKind.SalesInvoice => "Sales invoice",
        DocumentKind.CreditNote => "Credit note",
        DocumentKind.CreditAllocation => "Credit allocation",
        DocumentKind.BillPayment => "Bill payment",
        DocumentKind.BillCreditNote => "Bill credit note",
        DocumentKind.BillRefund => "Bill refund",
        DocumentKind.Journal => "Journal entry",
        _ => Kind.ToString(),
    };

    public static JournalEntry Of(Document document, string? target, string? source) => new()
    {
        Id = document.Id,
        Kind = document.Kind,
        Number = document.Number,
        Date = document.Date,
        Target = target,
        Source = source,
        Location = document.Location is null ? null : EntryText.Clean(document.Location),
        Notes = [.. document.Notes.Concat(LineNotes(document)).Select(EntryText.Clean).Where(note => note.Length > 0)],
        Postings = [.. Ledger(document).Select(line => new EntryPosting(line.Account, Scaled(line.Amount, document.Currency), document.Currency.Code))],
    };

    /// <summary>The double entry; where credit is set against debt of the same account, the two sides of it.</summary>
    private static IReadOnlyList<LedgerLine> Ledger(Document document) =>
        document.Kind == DocumentKind.CreditAllocation
            ? [new LedgerLine(BooksChart.Receivable, document.Total), new LedgerLine(BooksChart.Receivable, -document.Total)]
            : document.Ledger;

    /// <summary>What the lines of an invoice say beyond its sums by account.</summary>
    private static IEnumerable<string> LineNotes(Document document) =>
        document.Kind == DocumentKind.Journal ? [] : document.Lines.Select(line =>
            $"{line.Description}, net {Scaled(line.Net, document.Currency)}{(line.Tax == 0 ? "" : $", tax {Scaled(line.Tax, document.Currency)}")}");

    /// <summary>With the currency's places written out.</summary>
    private static decimal Scaled(decimal amount, Currency currency) => currency.Round(amount) + (0 * currency.Unit);
}

/// <summary>One posting. Debit is positive.</summary>
internal readonly record struct EntryPosting(string Account, decimal Amount, string Currency);
