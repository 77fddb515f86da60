using Daybook.Platforms.OAuth;
using Daybook.Server.Resources.Connections;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Storage;
using Daybook.Syncing;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Authorization;

/// <summary>Links connections by consent, and cuts them again on both sides.</summary>
internal sealed class Linking(ConnectionStore connections, IAuthorizationStore authorizations, PlatformNames platforms, ConsentPages pages, ILogger<Linking> log)
{
    /// <summary>Stores the authorization and links the connection; a merchant who came from pages of the company goes back there.</summary>
    public async Task<IResult> LinkAsync(HttpContext context, IOAuthPlatform platform, Guid connectionId, ConsentInProgress opened, Organisation organisation, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, cancellationToken) is not { } connection || connection.PlatformKey != platform.Key)
        {
            return await pages.TellAsync(context, StatusCodes.Status404NotFound, "flow-consent-gone", opened.Flow);
        }

        if (connection.Status == ConnectionStatus.Linked)
        {
            // A second consent, begun before the first was finished, must not move the sales to other books.
            return await pages.TellAsync(context, StatusCodes.Status200OK, "flow-consent-already", opened.Flow, platform.Name);
        }

        await authorizations.SaveAsync(connection.Id, opened.For(organisation), cancellationToken);
        if (!await connections.LinkAsync(connection.Id, cancellationToken))
        {
            await authorizations.DeleteAsync(connection.Id, cancellationToken);
            return await pages.TellAsync(context, StatusCodes.Status409Conflict, "flow-consent-second", opened.Flow);
        }

        log.LogInformation("Connection {Connection} is linked to an organisation of {Platform}", connection.Id, platform.Key);
        return opened.Flow is { } flow
            ? Results.LocalRedirect(FlowPaths.Of(context, flow))
            : await pages.TellAsync(context, StatusCodes.Status200OK, "flow-consent-done", null, organisation.Name, platform.Name);
    }

    /// <summary>Takes the consent back on the platform as far as it can be reached, and forgets it here in any case.</summary>
    public async Task CutAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (platforms.Find(connection.PlatformKey) is not IOAuthPlatform platform)
        {
            return;
        }

        try
        {
            await platform.DisconnectAsync(connection.Id, cancellationToken);
        }
        catch (PlatformUnavailableException unavailable)
        {
            log.LogWarning(unavailable, "The consent for connection {Connection} could not be taken back on {Platform}; it is forgotten here", connection.Id, platform.Key);
        }

        await authorizations.DeleteAsync(connection.Id, cancellationToken);
    }
}
