using Daybook.Bookkeeping;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Overview;

internal static class ShowSync
{
    private static readonly DocumentState[] AllStates = Enum.GetValues<DocumentState>();

    public static async Task<IResult> HandleAsync(HttpContext context, Guid sync, SyncStore syncs, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (await syncs.FindAsync(visit.Company.Number, sync, cancellationToken) is not { } found)
        {
            return FlowPage.Message(visit.Front, StatusCodes.Status404NotFound, "flow-missing");
        }

        var documents = await syncs.ReadDocumentsAsync(visit.Company.Number, AllStates, sync, cancellationToken);
        return FlowPage.Of<SyncPage>(visit, new SyncContent(found, [.. documents.Where(one => one.Document.Kind != DocumentKind.Netted)]));
    }
}
