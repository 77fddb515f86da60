using Daybook.Server.SyncFlow.Desk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Server.SyncFlow.Pages;

/// <summary>Answers with pages.</summary>
internal static class FlowPage
{
    /// <summary>A page that says what happened and what to do.</summary>
    /// <param name="front">What every page shows.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="key">The text's key: with <c>-title</c> what happened, with <c>-advice</c> what to do.</param>
    public static IResult Message(FlowFront front, int status, string key) => Message(front, status, new MessageContent(key, [front.Brand.Name]));

    public static IResult Message(FlowFront front, int status, MessageContent content) => Render<MessagePage>(new PageData(front, null, content), status);

    /// <summary>A page for a browser without a session.</summary>
    public static IResult Of<TPage>(FlowFront front, object content, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        Render<TPage>(new PageData(front, null, content), status);

    /// <summary>A page of a merchant.</summary>
    /// <param name="visit">The merchant at the page.</param>
    /// <param name="content">What the page shows beyond that.</param>
    /// <param name="status">The HTTP status.</param>
    public static IResult Of<TPage>(FlowVisit visit, object? content, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        Render<TPage>(new PageData(visit.Front, visit, content), status);

    public static FlowVisit Visit(this HttpContext context) => context.Features.GetRequiredFeature<FlowVisit>();

    private static RazorComponentResult<TPage> Render<TPage>(PageData data, int status)
        where TPage : IComponent =>
        new(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Data"] = data }) { StatusCode = status };
}
