using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;

namespace Daybook.Server.Resources.Connections;

internal static class ListConnections
{
    public static async Task<IResult> HandleAsync(
        string companyId, HttpContext context, Registry registry, ConnectionStore connections, CompanyShape shape, CancellationToken cancellationToken)
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

        // A company has a handful of connections: the page is cut here.
        var all = await connections.ListAsync(company.Number, cancellationToken);
        return page.Answer(context, [.. all.Skip(page.Skip).Take(page.Size).Select(connection => shape.Of(company, connection))], all.Count);
    }
}
