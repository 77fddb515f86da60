using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>A document with what its history tells.</summary>
/// <param name="Stored">The document and its fate.</param>
/// <param name="IsRunning">Whether the sync that planned it is still running.</param>
public sealed record WrittenDocument(StoredDocument Stored, bool IsRunning)
{
    /// <summary>The properties of the list of documents as a history of writing.</summary>
    public static readonly ListColumns Listing = new(
        [
            new ListColumn { Name = "pushOperationKey", Type = ListType.Id, Sql = "d.id" },
            new ListColumn { Name = "companyId", Type = ListType.Id, Sql = "(select id from company where number = d.company)" },
            new ListColumn { Name = "dataType", Type = ListType.Name, Sql = TypeSql() },
            new ListColumn { Name = "status", Type = ListType.Name, Sql = StatusSql(outcome => $"'{outcome.Status}'") },
            new ListColumn { Name = "statusCode", Type = ListType.Number, Sql = StatusSql(outcome => $"{outcome.Code}") },
            new ListColumn { Name = "requestedOnUtc", Type = ListType.Moment, Sql = "d.requested" },
            new ListColumn { Name = "completedOnUtc", Type = ListType.Moment, Sql = "d.completed", IsNullable = true },
            new ListColumn { Name = "errorMessage", Type = ListType.Text, Sql = "d.error", IsNullable = true },
        ]);

    /// <summary>The wire's name of what it is in the books, such as <c>invoices</c>.</summary>
    public string DataType => TypeOf(Stored.Document.Kind);

    /// <summary>Pending, Success, Failed, or TimedOut where its sync is over and nobody knows yet whether it arrived; and that in HTTP's numbers.</summary>
    public (string Status, int Code) Outcome => OutcomeOf(Stored.State, IsRunning);

    private static (string Status, int Code) OutcomeOf(DocumentState state, bool isRunning) => state switch
    {
        DocumentState.Accepted or DocumentState.Voided => ("Success", 200),
        DocumentState.Rejected => ("Failed", 400),
        DocumentState.Sending when !isRunning => ("TimedOut", 408),
        _ => ("Pending", 202),
    };

    /// <summary>The wire's name of a kind of document.</summary>
    public static string TypeOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Journal => "journalEntries",
        DocumentKind.SalesInvoice => "invoices",
        DocumentKind.CreditNote => "creditNotes",
        DocumentKind.Bill => "bills",
        DocumentKind.BillCreditNote => "billCreditNotes",
        DocumentKind.BillPayment or DocumentKind.BillRefund => "billPayments",
        DocumentKind.Transfer => "transfers",
        _ => "payments",
    };

    private static string TypeSql() =>
        $"case d.kind {string.Join(' ', Enum.GetValues<DocumentKind>().Select(kind => $"when {(int)kind} then '{TypeOf(kind)}'"))} else 'payments' end";

    private static string StatusSql(Func<(string Status, int Code), string> value)
    {
        string Case(bool isRunning) => string.Join(' ', Enum.GetValues<DocumentState>().Select(state => $"when {(int)state} then {value(OutcomeOf(state, isRunning))}"));
        return $"case when s.finished is null then (case d.state {Case(isRunning: true)} end) else (case d.state {Case(isRunning: false)} end) end";
    }
}
