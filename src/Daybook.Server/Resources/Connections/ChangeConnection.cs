using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;
using Company = Daybook.Syncing.Company;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Connections;

internal static class ChangeConnection
{
    /// <summary>Unlinks a connection (its configuration stays), links it again where nothing has to be authorized, or says how its source signs payouts.</summary>
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

        var (change, fault) = await JsonBody.ReadAsync<ConnectionChange>(context);
        if (fault is not null)
        {
            return fault;
        }

        var (status, refusal) = await StatusAsync(change?.Status, company, connection, connections, platforms, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var changed = connection with { Status = status, PayoutsAreMagnitudes = change?.PayoutsAreMagnitudes ?? connection.PayoutsAreMagnitudes };
        await connections.SaveAsync(changed, cancellationToken);
        if (changed.Status == ConnectionStatus.Unlinked)
        {
            await linking.CutAsync(changed, cancellationToken);
        }

        return Answer.Ok(shape.Of(company, changed));
    }

    /// <summary>The status that a connection has after it was asked to have one, or why it can't.</summary>
    public static async Task<(ConnectionStatus Status, Fault? Fault)> StatusAsync(
        string? wanted, Company company, Connection connection, ConnectionStore connections, PlatformNames platforms, CancellationToken cancellationToken)
    {
        switch (wanted)
        {
            case null:
                return (connection.Status, null);
            case "Unlinked":
                return (ConnectionStatus.Unlinked, null);
            case "Linked" when platforms.Find(connection.PlatformKey) is null or { LinksAtOnce: true }:
                var others = await connections.ListAsync(company.Number, cancellationToken);
                var isSecond = connection.Source == ConnectionSource.Accounting && others.Any(other =>
                    other.Number != connection.Number && other.Source == ConnectionSource.Accounting && other.Status is ConnectionStatus.Linked or ConnectionStatus.PendingAuth);
                return (ConnectionStatus.Linked, isSecond ? CreateConnection.SecondBooks : null);
            default:
                return (connection.Status, Fault.Invalid($"status: a connection of this platform can't be set to '{wanted}', only to Unlinked."));
        }
    }
}
