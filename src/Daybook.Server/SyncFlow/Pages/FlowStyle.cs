namespace Daybook.Server.SyncFlow.Pages;

internal static class FlowStyle
{
    public static IResult Handle(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=600";
        return Results.Stream(typeof(FlowStyle).Assembly.GetManifestResourceStream("sync-flow/flow.css")!, "text/css; charset=utf-8");
    }
}
