using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Stages;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Overview;

internal static class ShowOverview
{
    /// <summary>How the sync stands; where it is not set up yet, the stage at which the merchant goes on.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, FlowOverviews overviews, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (!visit.IsConfigured)
        {
            return Results.LocalRedirect(visit.LinkTo(Stage.FirstOpen(visit).Name));
        }

        return FlowPage.Of<OverviewPage>(visit, await ContentAsync(visit, overviews, context.Request.Query.ContainsKey("done"), cancellationToken));
    }

    public static async Task<OverviewContent> ContentAsync(FlowVisit visit, FlowOverviews overviews, bool isNew, CancellationToken cancellationToken)
    {
        var problems = visit.IsConnected ? ActiveCheck.Problems(visit.Choices.Current, visit.Choices.Chart) : [];
        return new OverviewContent(await overviews.ReadAsync(visit, cancellationToken), problems, isNew);
    }
}
