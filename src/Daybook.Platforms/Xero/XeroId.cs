namespace Daybook.Platforms.Xero;

/// <summary>Where a document stands on Xero: a resource and its id, for an allocation those of its credit too. Its text is the platform's id of a document.</summary>
/// <param name="Resource">Such as <c>Invoices</c>.</param>
/// <param name="Id">Xero's id.</param>
/// <param name="Allocation">For an allocation its own id; else null.</param>
internal sealed record XeroId(string Resource, string Id, string? Allocation = null)
{
    public const string Invoices = "Invoices";
    public const string CreditNotes = "CreditNotes";
    public const string Payments = "Payments";
    public const string Overpayments = "Overpayments";
    public const string BankTransactions = "BankTransactions";
    public const string BankTransfers = "BankTransfers";
    public const string ManualJournals = "ManualJournals";

    /// <summary>Reads the text of one; null where it is none.</summary>
    public static XeroId? Read(string? text) => text?.Split('/') switch
    {
        [var resource, var id] => new XeroId(resource, id),
        [var resource, var id, "Allocations", var allocation] => new XeroId(resource, id, allocation),
        _ => null,
    };

    public string ResourcePath => $"{Resource}/{Id}";

    /// <summary>The name of the field that holds the id of a resource: <c>InvoiceID</c> of <c>Invoices</c>.</summary>
    public static string FieldOf(string resource) => resource[..^1] + "ID";

    public override string ToString() => Allocation is null ? ResourcePath : $"{ResourcePath}/Allocations/{Allocation}";
}
