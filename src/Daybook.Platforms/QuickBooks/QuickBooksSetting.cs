namespace Daybook.Platforms.QuickBooks;

/// <summary>What a document's form needs beyond the document: the books, and what was found or created in them for it.</summary>
internal sealed record QuickBooksSetting
{
    public required QuickBooksChart Chart { get; init; }

    /// <summary>The customer in the document's currency; null where none is chosen.</summary>
    public required string? Customer { get; init; }

    /// <summary>The supplier in the document's currency; null where none is chosen.</summary>
    public required string? Supplier { get; init; }

    /// <summary>Home currency for one unit of the document's; null where it is the home currency.</summary>
    public required decimal? ExchangeRate { get; init; }

    /// <summary>QuickBooks' location of the document; null: none.</summary>
    public required string? Location { get; init; }

    /// <summary>The item that books to an account, by the account's id.</summary>
    public required IReadOnlyDictionary<string, string> Items { get; init; }
}
