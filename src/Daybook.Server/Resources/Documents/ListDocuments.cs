using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;

namespace Daybook.Server.Resources.Documents;

internal static class ListDocuments
{
    public static async Task<IResult> HandleAsync(
        string companyId, string syncId, HttpContext context, Registry registry, SyncStore syncs, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, DocumentColumns.All);
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

        return list.Answer(context, (await syncs.ListDocumentsAsync(company.Number, id, list.Query, cancellationToken)).Select(DocumentShape.Of));
    }
}
