using Daybook.Server.SyncFlow.Pages;

namespace Daybook.Server.SyncFlow.Desk;

internal static class NoPage
{
    /// <summary>An address among the merchant's pages that leads nowhere: a person reads the answer.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, FlowFronts fronts, CancellationToken cancellationToken)
    {
        var front = await fronts.ReadAsync(context, cancellationToken);
        FlowHeaders.Write(context.Response.Headers, front.Brand);
        return FlowPage.Message(front, StatusCodes.Status404NotFound, "flow-notfound");
    }
}
