using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Documents;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.PushHistory;

/// <summary>Documents as the wire's history of what was written to the books.</summary>
internal static class PushOperationShape
{
    /// <param name="company">The company.</param>
    /// <param name="ties">Its connections.</param>
    /// <param name="written">The document.</param>
    public static PushOperation<Wire.Document> Of(Company company, IReadOnlyList<Connection> ties, WrittenDocument written)
    {
        var stored = written.Stored;
        var dataType = DataTypeOf(stored.Document.Kind);
        var (status, code) = StatusOf(written);
        return new PushOperation<Wire.Document>
        {
            Data = DocumentShape.Of(stored),
            Changes = stored.PlatformId is { } id ? [new PushChange(stored.State == DocumentState.Voided ? "Deleted" : "Created", new PushedRecordRef(id, dataType))] : [],
            DataType = dataType,
            CompanyId = company.Id,
            PushOperationKey = stored.Document.Id,
            DataConnectionKey = BooksOf(ties, stored)?.Id ?? Guid.Empty,
            RequestedOnUtc = stored.RequestedAt.ToDateTimeUtc(),
            CompletedOnUtc = Answer.ToWire(stored.CompletedAt),
            Status = status,
            ErrorMessage = stored.Error,
            StatusCode = code,
        };
    }

    private static (string Status, int Code) StatusOf(WrittenDocument written) => written.Stored.State switch
    {
        DocumentState.Accepted or DocumentState.Voided => ("Success", StatusCodes.Status200OK),
        DocumentState.Rejected => ("Failed", StatusCodes.Status400BadRequest),

        // Its sync is over, and nobody knows yet whether it arrived.
        DocumentState.Sending when !written.IsRunning => ("TimedOut", StatusCodes.Status408RequestTimeout),
        _ => ("Pending", StatusCodes.Status202Accepted),
    };

    /// <summary>What the wire calls a kind of document.</summary>
    public static string DataTypeOf(DocumentKind kind) => kind switch
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

    /// <summary>The accounting connection of that time: the newest that was there when the document was asked for.</summary>
    private static Connection? BooksOf(IReadOnlyList<Connection> ties, StoredDocument stored)
    {
        var ledgers = ties.Where(tie => tie.Source == ConnectionSource.Accounting).ToList();
        return ledgers.LastOrDefault(tie => tie.CreatedAt <= stored.RequestedAt) ?? ledgers.LastOrDefault();
    }
}
