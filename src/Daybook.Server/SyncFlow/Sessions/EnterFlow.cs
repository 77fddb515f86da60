using Daybook.Server.Resources.SyncFlow;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Pages;

namespace Daybook.Server.SyncFlow.Sessions;

/// <summary>Opens the secure address: the code is used up, and a session begins.</summary>
internal static class EnterFlow
{
    private const int LongestCode = 200;

    public static async Task<IResult> HandleAsync(
        string commerceKey, string accountingKey, HttpContext context, FlowCodes codes, FlowSessions sessions, FlowFronts fronts, CancellationToken cancellationToken)
    {
        var front = await fronts.ReadAsync(context, cancellationToken);
        FlowHeaders.Write(context.Response.Headers, front.Brand);
        var code = context.Request.Query["otp"].ToString();
        var visitor = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var grant = code.Length is > 0 and <= LongestCode ? await codes.RedeemAsync(code, commerceKey, accountingKey, visitor, cancellationToken) : null;
        if (grant is null)
        {
            return FlowPage.Message(front, StatusCodes.Status401Unauthorized, "flow-expired");
        }

        sessions.Begin(context, grant);
        return Results.Redirect(FlowPaths.Of(context, grant.Company));
    }
}
