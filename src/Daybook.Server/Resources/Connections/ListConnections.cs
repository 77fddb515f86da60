using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Requests.Listing;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Storage.Listing;

namespace Daybook.Server.Resources.Connections;

internal static class ListConnections
{
    private static readonly ListColumns Columns = WireColumns.Of<Wire.Connection>("sourceType", "status");

    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, ConnectionStore connections, CompanyShape shape, CancellationToken cancellationToken)
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

        // A company has a handful of connections: the page is cut here.
        var all = await connections.ListAsync(company.Number, cancellationToken);
        return list.AnswerAll(context, all.Select(connection => shape.Of(company, connection)).ToList());
    }
}
