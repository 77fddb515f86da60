using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Documents;

/// <summary>Where a record went: the documents that hold parts of it.</summary>
internal static class ListRecordDocuments
{
    public static async Task<IResult> HandleAsync(
        string companyId, string dataType, string recordId, HttpContext context, Registry registry, SyncStore syncs, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (DataType.Find(dataType) is not { } type)
        {
            return Fault.NotFound($"There is no data type '{dataType}'.");
        }

        var commerce = await registry.LinkedAsync(company, ConnectionSource.Commerce, cancellationToken);
        var kinds = type.Kind.IsTransaction() ? RecordKinds.OfTransactions : [type.Kind];

        // An id may hold slashes, which a path carries encoded: routing leaves them so.
        var key = RecordKey.Of(Uri.UnescapeDataString(recordId));
        var records = commerce is null ? [] : await syncs.FindByKeyAsync(commerce.Number, kinds, [key], cancellationToken);
        if (records.Count == 0)
        {
            return Fault.NotFound($"The company has no record '{recordId}' of {type.Name}.");
        }

        var shares = new List<Wire.DocumentShare>();
        foreach (var part in await syncs.ReadPartsAsync([.. records.Select(record => record.Number)], cancellationToken))
        {
            if (await syncs.FindDocumentAsync(company.Number, part.Document, cancellationToken) is { } stored)
            {
                shares.Add(new Wire.DocumentShare
                {
                    Document = DocumentShape.Of(stored),
                    Part = [.. part.Postings.Select(posting => new Wire.RoleAmount(posting.Role.ToString(), posting.Amount))],
                });
            }
        }

        return Answer.Ok(shares);
    }
}
