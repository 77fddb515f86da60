using Daybook.Server.SyncFlow.Pages;
using Daybook.Storage;

namespace Daybook.Server.SyncFlow.Overview;

internal static class ShowDocument
{
    private const int MostRecords = 200;

    public static async Task<IResult> HandleAsync(HttpContext context, Guid document, SyncStore syncs, RecordStore records, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (await syncs.FindDocumentAsync(visit.Company.Number, document, cancellationToken) is not { } found)
        {
            return FlowPage.Message(visit.Front, StatusCodes.Status404NotFound, "flow-missing");
        }

        var numbers = (await syncs.ReadDocumentPartsAsync(document, cancellationToken)).Select(part => part.Record).Distinct().ToList();
        var described = numbers.Count == 0 ? [] : await records.DescribeAsync([.. numbers.Take(MostRecords)], cancellationToken);
        return FlowPage.Of<DocumentPage>(visit, new DocumentContent(found, described, numbers.Count));
    }
}
