namespace Daybook.Platforms.QuickBooks;

/// <summary>
/// Where a document stands in QuickBooks: an entity and its id (<c>Invoice/266</c>); where it took a journal entry and a payment that ties it,
/// both (<c>JournalEntry/12+Payment/13</c>). Its text is the platform's id of a document.
/// </summary>
/// <param name="Entity">Such as <c>Invoice</c>.</param>
/// <param name="Id">QuickBooks' id.</param>
internal sealed record QuickBooksId(string Entity, string Id)
{
    public const string Invoice = "Invoice";
    public const string CreditMemo = "CreditMemo";
    public const string Payment = "Payment";
    public const string JournalEntry = "JournalEntry";
    public const string Bill = "Bill";
    public const string VendorCredit = "VendorCredit";
    public const string BillPayment = "BillPayment";
    public const string Transfer = "Transfer";

    /// <summary>Reads the text of a document's id; empty where it is none.</summary>
    public static IReadOnlyList<QuickBooksId> Read(string? text) =>
        [.. (text ?? "").Split('+').Select(one => one.Split('/')).Where(parts => parts.Length == 2).Select(parts => new QuickBooksId(parts[0], parts[1]))];

    /// <summary>The address of the entity behind the company.</summary>
    public static string PathOf(string entity) => entity.ToLowerInvariant();

    public static string TextOf(IEnumerable<QuickBooksId> ids) => string.Join('+', ids);

    public override string ToString() => $"{Entity}/{Id}";
}
