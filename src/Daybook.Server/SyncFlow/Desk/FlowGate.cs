using Daybook.Server.Requests;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Syncing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>Lets into a company's pages who has its session, and nobody else; whatever goes wrong ends in a page that says what to do.</summary>
internal sealed class FlowGate(FlowSessions sessions, FlowFronts fronts, FlowVisits visits, Registry registry, IAntiforgery antiforgery, ILogger<FlowGate> log) : IEndpointFilter
{
    private const int MostBytes = 1 << 20;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var front = await fronts.ReadAsync(http, http.RequestAborted);
        FlowHeaders.Write(http.Response.Headers, front.Brand);
        try
        {
            return await AdmitAsync(http, front) ?? await next(context);
        }
        catch (PlatformUnavailableException unavailable)
        {
            log.LogWarning(unavailable, "The accounting platform could not be asked for a merchant's page");
            http.Response.Headers.RetryAfter = "30";
            return FlowPage.Message(front, StatusCodes.Status503ServiceUnavailable, "flow-unavailable");
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return FlowPage.Message(front, StatusCodes.Status400BadRequest, "flow-unreadable");
        }
    }

    /// <returns>Why the page can't be opened; null: it can.</returns>
    private async Task<IResult?> AdmitAsync(HttpContext http, FlowFront front)
    {
        var id = Guid.Parse((string)http.Request.RouteValues["merchant"]!);
        if (sessions.Read(http, id) is not { } session || await registry.CompanyAsync(id.ToString(), http.RequestAborted) is not { } company)
        {
            return FlowPage.Message(front, StatusCodes.Status401Unauthorized, "flow-expired");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes;
        }

        if (HttpMethods.IsPost(http.Request.Method) && !(http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http)))
        {
            return FlowPage.Message(front, StatusCodes.Status400BadRequest, "flow-forged");
        }

        http.Features.Set(await visits.ReadAsync(http, front, session, company));
        return null;
    }
}
