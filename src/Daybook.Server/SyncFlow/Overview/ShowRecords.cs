using Daybook.Server.Resources.Records;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Overview;

internal static class ShowRecords
{
    private static readonly ListQuery First = new() { Skip = 0, Take = 100 };

    /// <summary>What is not in the books, and why.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, RecordListing listing, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        IReadOnlyList<RecordStanding> aside = visit.Commerce is not { } commerce ? [] :
        [
            .. (await listing.ReadAsync(visit.Company, commerce, RecordState.SetAside, First, cancellationToken)).Items,
            .. (await listing.ReadAsync(visit.Company, commerce, RecordState.Waiting, First, cancellationToken)).Items,
        ];
        return FlowPage.Of<RecordsPage>(visit, aside);
    }
}
