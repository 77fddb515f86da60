using Daybook.Platforms.OAuth;
using Daybook.Platforms.Tryton;
using Daybook.Server.Resources.Connections;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Storage;
using Daybook.Syncing;
using Connection = Daybook.Syncing.Connection;

namespace Daybook.Server.Resources.Authorization;

/// <summary>Links connections by consent, and cuts them again on both sides.</summary>
internal sealed class Linking(ConnectionStore connections, IAuthorizationStore authorizations, PlatformNames platforms, ConsentPages pages, ILogger<Linking> log)
{
    /// <summary>Stores the authorization, links the connection, and tells the merchant on a page; who came from pages of the company goes back there.</summary>
    /// <param name="context">The request.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="authorization">What opens the books.</param>
    /// <param name="flow">The company to whose pages the merchant goes back; null: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IResult> LinkAsync(
        HttpContext context, IAccountingPlatform platform, Guid connectionId, Syncing.Authorization authorization, Guid? flow, CancellationToken cancellationToken) =>
        await TryLinkAsync(platform, connectionId, authorization, cancellationToken) switch
        {
            LinkOutcome.Gone => await pages.TellAsync(context, StatusCodes.Status404NotFound, "flow-consent-gone", flow),
            LinkOutcome.LinkedBefore => await pages.TellAsync(context, StatusCodes.Status200OK, "flow-consent-already", flow, platform.Name),
            LinkOutcome.OtherBooks => await pages.TellAsync(context, StatusCodes.Status409Conflict, "flow-consent-second", flow),
            _ when flow is { } company => Results.LocalRedirect(FlowPaths.Of(context, company)),
            _ => await pages.TellAsync(context, StatusCodes.Status200OK, "flow-consent-done", null, authorization.OrganisationName, platform.Name),
        };

    /// <summary>Stores the authorization and links the connection.</summary>
    public async Task<LinkOutcome> TryLinkAsync(IAccountingPlatform platform, Guid connectionId, Syncing.Authorization authorization, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, cancellationToken) is not { } connection || connection.PlatformKey != platform.Key)
        {
            return LinkOutcome.Gone;
        }

        if (connection.Status == ConnectionStatus.Linked)
        {
            // A second consent, begun before the first was finished, must not move the sales to other books.
            return LinkOutcome.LinkedBefore;
        }

        await authorizations.SaveAsync(connection.Id, authorization, cancellationToken);
        if (!await connections.LinkAsync(connection.Id, cancellationToken))
        {
            await authorizations.DeleteAsync(connection.Id, cancellationToken);
            return LinkOutcome.OtherBooks;
        }

        log.LogInformation("Connection {Connection} is linked to an organisation of {Platform}", connection.Id, platform.Key);
        return LinkOutcome.Linked;
    }

    /// <summary>Takes the consent back on the platform as far as it can be reached, and forgets it here in any case.</summary>
    public async Task CutAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (platforms.Find(connection.PlatformKey) is TrytonBooks tryton)
        {
            tryton.Forget(connection.Id);
            await authorizations.DeleteAsync(connection.Id, cancellationToken);
        }

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

/// <summary>What came of linking a connection.</summary>
internal enum LinkOutcome
{
    Linked,

    /// <summary>It was linked already; nothing was changed.</summary>
    LinkedBefore,

    /// <summary>The connection is no longer there.</summary>
    Gone,

    /// <summary>The company has other books that are connected.</summary>
    OtherBooks,
}
