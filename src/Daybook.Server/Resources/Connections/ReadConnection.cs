using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;

namespace Daybook.Server.Resources.Connections;

internal static class ReadConnection
{
    public static async Task<IResult> HandleAsync(string companyId, string connectionId, Registry registry, CompanyShape shape, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is not { } company ? Fault.NoCompany(companyId)
        : await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection ? Fault.NoConnection(connectionId)
        : Answer.Ok(shape.Of(company, connection));
}
