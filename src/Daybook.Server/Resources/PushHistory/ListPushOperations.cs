using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.PushHistory;

internal static class ListPushOperations
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, SyncStore syncs, ConnectionStore connections, CancellationToken cancellationToken)
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

        var ties = await connections.ListAsync(company.Number, cancellationToken);
        var written = await syncs.ListWrittenAsync(company.Number, page.Skip, page.Size, cancellationToken);
        return page.Answer(
            context, [.. written.Select(document => PushOperationShape.Of(company, ties, document))], await syncs.CountWrittenAsync(company.Number, cancellationToken));
    }
}
