using Daybook.Platforms.OAuth;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Sessions;

namespace Daybook.Server.Resources.Authorization;

/// <summary>The pages of connecting, in the client's look and the merchant's language: what happened, and what to do.</summary>
internal sealed class ConsentPages(FlowFronts fronts)
{
    /// <summary>The link was used already, is too old, or belongs to another browser.</summary>
    public Task<IResult> StaleAsync(HttpContext context) => TellAsync(context, StatusCodes.Status400BadRequest, "flow-consent-stale", null);

    /// <summary>Tells how it went.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="key">The text's key: with <c>-title</c> what happened, with <c>-advice</c> what to do.</param>
    /// <param name="flow">The company to whose pages the merchant goes back; null: none.</param>
    /// <param name="values">What goes into the text.</param>
    public async Task<IResult> TellAsync(HttpContext context, int status, string key, Guid? flow, params object[] values)
    {
        var front = await OpenAsync(context);
        return FlowPage.Message(front, status, new MessageContent(key, values) { Next = flow is { } company ? FlowPaths.Of(context, company) : null });
    }

    /// <summary>Asks which of several organisations.</summary>
    public async Task<IResult> AskAsync(HttpContext context, string action, string state, string platform, IReadOnlyList<Organisation> organisations)
    {
        var front = await OpenAsync(context);
        return FlowPage.Of<OrganisationPage>(front, new OrganisationContent(action, state, platform, organisations));
    }

    /// <summary>Asks how to sign in to a merchant's own server.</summary>
    public async Task<IResult> AskAsync(HttpContext context, SignInContent content)
    {
        var front = await OpenAsync(context);
        return FlowPage.Of<SignInPage>(front, content, content.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private async Task<FlowFront> OpenAsync(HttpContext context)
    {
        var front = await fronts.ReadAsync(context, context.RequestAborted);
        FlowHeaders.Write(context.Response.Headers, front.Brand);
        return front;
    }
}
