using Daybook.Platforms.OAuth;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Authorization;

/// <summary>Links connections by consent, and cuts them again on both sides.</summary>
internal sealed class Linking(ConnectionStore connections, IAuthorizationStore authorizations, PlatformNames platforms, ILogger<Linking> log)
{
    /// <summary>Stores the authorization and links the connection.</summary>
    public async Task<IResult> LinkAsync(IOAuthPlatform platform, Guid connectionId, ConsentInProgress opened, Organisation organisation, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, cancellationToken) is not { } connection || connection.PlatformKey != platform.Key)
        {
            return ConsentPage.Failed(StatusCodes.Status404NotFound, "This connection is gone. Ask whoever gave you the link for a new one.");
        }

        if (connection.Status == ConnectionStatus.Linked)
        {
            // A second consent, begun before the first was finished, must not move the sales to other books.
            return ConsentPage.Told("Connected", $"{platform.Name} is connected already: nothing was changed.");
        }

        await authorizations.SaveAsync(connection.Id, opened.For(organisation), cancellationToken);
        if (!await connections.LinkAsync(connection.Id, cancellationToken))
        {
            await authorizations.DeleteAsync(connection.Id, cancellationToken);
            return ConsentPage.Failed(StatusCodes.Status409Conflict, "Other books are connected already: sales can't go to two sets of books. Disconnect the others first.");
        }

        log.LogInformation("Connection {Connection} is linked to an organisation of {Platform}", connection.Id, platform.Key);
        return ConsentPage.Told("Connected", $"{organisation.Name} in {platform.Name} is connected. You can close this window.");
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
