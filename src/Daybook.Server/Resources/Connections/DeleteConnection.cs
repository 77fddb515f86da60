using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Storage;

namespace Daybook.Server.Resources.Connections;

internal static class DeleteConnection
{
    /// <summary>Deletes a connection and the configuration that was made for it.</summary>
    /// <returns>200 with an empty body: the official clients refuse 204 here.</returns>
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        Registry registry,
        ConnectionStore connections,
        ConfigurationStore configurations,
        Linking linking,
        FlowDrafts drafts,
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

        await linking.CutAsync(connection, cancellationToken);
        await connections.DeleteAsync(connection, cancellationToken);
        await configurations.DeleteAsync(company.Number, cancellationToken);
        await drafts.ForgetAsync(company.Id, cancellationToken);
        return Results.Ok();
    }
}
