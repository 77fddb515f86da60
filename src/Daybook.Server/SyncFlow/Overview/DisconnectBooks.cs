using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Stages;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Overview;

internal static class DisconnectBooks
{
    /// <summary>Unlinks the books. What is in them stays, and so do the choices.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (visit.Accounting is { Status: ConnectionStatus.Linked } accounting)
        {
            await connections.SaveAsync(accounting with { Status = ConnectionStatus.Unlinked }, cancellationToken);
        }

        return Results.LocalRedirect(visit.LinkTo(Stage.Connect.Name));
    }
}
