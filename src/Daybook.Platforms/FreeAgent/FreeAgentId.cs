namespace Daybook.Platforms.FreeAgent;

/// <summary>Where something stands on FreeAgent: a resource and its number there. FreeAgent itself names everything by its full address.</summary>
/// <param name="Resource">Such as <c>invoices</c>.</param>
/// <param name="Id">FreeAgent's number of it.</param>
/// <param name="Transaction">For an explanation the number of the bank transaction that it explains; else null.</param>
internal sealed record FreeAgentId(string Resource, string Id, string? Transaction = null)
{
    public const string Invoices = "invoices";
    public const string CreditNotes = "credit_notes";
    public const string Bills = "bills";
    public const string Explanations = "bank_transaction_explanations";
    public const string Journals = "journal_sets";
    public const string Reconciliations = "credit_note_reconciliations";

    private const char Between = '+';

    public string Path => $"{Resource}/{Id}";

    /// <summary>The platform's id of a document that stands in FreeAgent as these.</summary>
    public static string Join(IEnumerable<FreeAgentId> ids) => string.Join(Between, ids);

    /// <summary>Reads the platform's id of a document; empty where it is none.</summary>
    public static IReadOnlyList<FreeAgentId> Split(string? text) => text is null ? [] : [.. text.Split(Between).Select(Read).OfType<FreeAgentId>()];

    /// <summary>What of a document can be settled: an invoice, credit note or bill; null where it is none.</summary>
    public static FreeAgentId? Settled(string? text) => Split(text).FirstOrDefault(id => id.Resource is Invoices or CreditNotes or Bills);

    /// <summary>Reads an address; null where it is none of FreeAgent's.</summary>
    public static FreeAgentId? OfUrl(string? url) => url?.Split('/') is [.., var resource, { Length: > 0 } id] ? new FreeAgentId(resource, id) : null;

    public override string ToString() => Transaction is null ? Path : $"{Path}/{Transaction}";

    private static FreeAgentId? Read(string text) => text.Split('/') switch
    {
        [var resource, var id] => new FreeAgentId(resource, id),
        [var resource, var id, var transaction] => new FreeAgentId(resource, id, transaction),
        _ => null,
    };
}
