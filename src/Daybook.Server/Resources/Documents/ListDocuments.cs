using Daybook.Bookkeeping;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Documents;

internal static class ListDocuments
{
    private static readonly DocumentState[] All = Enum.GetValues<DocumentState>();

    public static async Task<IResult> HandleAsync(
        string companyId, string syncId, HttpContext context, Registry registry, SyncStore syncs, CancellationToken cancellationToken)
    {
        var (page, fault) = PageRequest.Read(context);
        if (page is null)
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

        var documents = (await syncs.ReadDocumentsAsync(company.Number, All, id, cancellationToken)).Where(stored => stored.Document.Kind != DocumentKind.Netted).ToList();
        return page.Answer(context, [.. documents.Skip(page.Skip).Take(page.Size).Select(DocumentShape.Of)], documents.Count);
    }
}
