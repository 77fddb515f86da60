using System.Text;
using Daybook.Server.SyncFlow.Desk;

namespace Daybook.Server.SyncFlow.Pages;

/// <summary>What the pages are drawn with, and the one script that makes long lists shorter.</summary>
internal static class FlowAssets
{
    public static IResult Style(HttpContext context) => Send(context, "flow.css", "text/css; charset=utf-8");

    public static IResult Script(HttpContext context) => Send(context, "flow.js", "text/javascript; charset=utf-8");

    /// <summary>The client's own shades over Daybook's.</summary>
    public static async Task<IResult> ColoursAsync(HttpContext context, FlowFronts fronts, CancellationToken cancellationToken)
    {
        var front = await fronts.ReadAsync(context, cancellationToken);
        context.Response.Headers.CacheControl = "public, max-age=600";
        return Results.Text(front.Brand.Palette?.ToCss() ?? "", "text/css", Encoding.UTF8);
    }

    private static IResult Send(HttpContext context, string name, string type)
    {
        context.Response.Headers.CacheControl = "public, max-age=600";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(typeof(FlowAssets).Assembly.GetManifestResourceStream("sync-flow/" + name)!, type);
    }
}
