using Daybook.Platforms.Tryton;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Syncing;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Connections;

internal static class AuthorizeConnection
{
    /// <summary>Links a connection without a browser, where its platform needs no one's consent. What is sent is a map of texts; Tryton asks for server, database, user and password.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        ConnectionStore connections,
        PlatformNames platforms,
        CompanyShape shape,
        Linking linking,
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

        var (given, fault) = await JsonBody.ReadAsync<Dictionary<string, string>>(context);
        if (fault is not null)
        {
            return fault;
        }

        if (platforms.Find(connection.PlatformKey) is TrytonBooks tryton)
        {
            return await SignInAsync(tryton, connection, given ?? [], linking, cancellationToken) ?? Answer.Ok(shape.Of(company, connection with { Status = ConnectionStatus.Linked }));
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

    /// <summary>Why it can't be linked, or null once it is.</summary>
    private static async Task<Fault?> SignInAsync(TrytonBooks tryton, Connection connection, Dictionary<string, string> given, Linking linking, CancellationToken cancellationToken)
    {
        var (authorization, refusal) = await SignInToTryton.TryAsync(tryton, given.GetValueOrDefault, cancellationToken);
        if (authorization is null)
        {
            return new Fault(StatusCodes.Status400BadRequest, refusal!.Value.Message, canBeRetried: refusal.Value.CanBeRetried);
        }

        return await linking.TryLinkAsync(tryton, connection.Id, authorization, cancellationToken) switch
        {
            LinkOutcome.Linked => null,
            LinkOutcome.LinkedBefore => Fault.Conflict("The connection is linked already: unlink it first to give it another login."),
            LinkOutcome.OtherBooks => CreateConnection.SecondBooks,
            _ => Fault.NoConnection($"{connection.Id}"),
        };
    }
}
