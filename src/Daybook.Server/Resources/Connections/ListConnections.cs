using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;

namespace Daybook.Server.Resources.Connections;

internal static class ListConnections
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, ConnectionStore connections, CompanyShape shape, CancellationToken cancellationToken)
    {
        var (list, fault) = ListRequest.Read(context, shape.ConnectionListing);
        if (list is null)
        {
            return fault!;
        }

        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        return list.Answer(context, (await connections.ListAsync(company.Number, list.Query, cancellationToken)).Select(connection => shape.Of(company, connection)));
    }
}
