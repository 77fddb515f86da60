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
        var dataType = written.DataType;
        var (status, code) = written.Outcome;
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

    /// <summary>The accounting connection of that time: the newest that was there when the document was asked for.</summary>
    private static Connection? BooksOf(IReadOnlyList<Connection> ties, StoredDocument stored)
    {
        var ledgers = ties.Where(tie => tie.Source == ConnectionSource.Accounting).ToList();
        return ledgers.LastOrDefault(tie => tie.CreatedAt <= stored.RequestedAt) ?? ledgers.LastOrDefault();
    }
}
