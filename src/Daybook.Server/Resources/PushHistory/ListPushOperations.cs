using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Storage;

namespace Daybook.Server.Resources.PushHistory;

internal static class ListPushOperations
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, SyncStore syncs, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, WrittenDocument.Listing);
        if (list is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var ties = await connections.ListAsync(company.Number, cancellationToken);
        var page = await syncs.ListWrittenAsync(company.Number, list.Query, cancellationToken);
        return list.Answer(context, page.Select(document => PushOperationShape.Of(company, ties, document)));
    }
}
