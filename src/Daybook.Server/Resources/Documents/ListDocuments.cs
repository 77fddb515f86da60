using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Documents;

internal static class ListDocuments
{
    private static readonly DocumentState[] All = Enum.GetValues<DocumentState>();
    private static readonly ListColumns Columns = WireColumns.Of<Wire.Document>("kind", "state");

    public static async Task<IResult> HandleAsync(
        string companyId, string syncId, HttpContext context, Registry registry, SyncStore syncs, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, Columns);
        if (list is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (!Guid.TryParse(syncId, out var id) || await syncs.FindAsync(company.Number, id, cancellationToken) is null)
        {
            return Fault.NotFound($"The company has no sync '{syncId}'.");
        }

        // A sync writes a handful of documents a day: they are filtered here.
        var documents = (await syncs.ReadDocumentsAsync(company.Number, All, id, cancellationToken)).Where(stored => stored.Document.Kind != DocumentKind.Netted);
        return list.AnswerAll(context, documents.Select(DocumentShape.Of).ToList());
    }
}
