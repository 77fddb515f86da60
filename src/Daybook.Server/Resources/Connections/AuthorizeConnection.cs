using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Connections;

internal static class AuthorizeConnection
{
    /// <summary>Links a connection without a browser, where its platform needs no one's consent. What is sent is a map of texts; nothing here asks for any.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        ConnectionStore connections,
        PlatformNames platforms,
        CompanyShape shape,
        CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        if (await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection)
        {
            return Fault.NoConnection(connectionId);
        }

        var (_, fault) = await JsonBody.ReadAsync<Dictionary<string, string>>(context);
        if (fault is not null)
        {
            return fault;
        }

        var (status, refusal) = await ChangeConnection.StatusAsync(nameof(ConnectionStatus.Linked), company, connection, connections, platforms, cancellationToken);
        if (refusal is not null)
        {
            return platforms.Find(connection.PlatformKey) is { LinksAtOnce: false } ? Fault.Invalid("This platform is authorized in a browser: send the merchant to the connection's linkUrl.") : refusal;
        }

        var linked = connection with { Status = status };
        await connections.SaveAsync(linked, cancellationToken);
        return Answer.Ok(shape.Of(company, linked));
    }
}
