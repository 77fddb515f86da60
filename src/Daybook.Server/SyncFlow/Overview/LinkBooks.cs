using Daybook.Server.Resources.Connections;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Stages;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Overview;

internal static class LinkBooks
{
    /// <summary>Links books again that need nobody's consent; others are linked where the merchant gives it.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, ConnectionStore connections, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (visit.Accounting is { Status: not ConnectionStatus.Linked } accounting)
        {
            var (status, refusal) = await ChangeConnection.StatusAsync(nameof(ConnectionStatus.Linked), visit.Company, accounting, connections, platforms, cancellationToken);
            if (refusal is null)
            {
                await connections.SaveAsync(accounting with { Status = status }, cancellationToken);
            }
        }

        return Results.LocalRedirect(visit.IsConfigured ? visit.Home : visit.LinkTo(Stage.Connect.Name));
    }
}
