namespace Daybook.Server.SyncFlow.Sessions;

/// <summary>Where the pages are.</summary>
internal static class FlowPaths
{
    public const string Root = "/sync-flow";

    /// <summary>The address of a company's pages, without a slash at the end.</summary>
    public static string Of(HttpContext context, Guid company) => $"{context.Request.PathBase}{Root}/{company}";
}
