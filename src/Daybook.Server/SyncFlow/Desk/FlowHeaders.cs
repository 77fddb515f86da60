namespace Daybook.Server.SyncFlow.Desk;

/// <summary>What a browser may do with the pages: show them, and nothing else.</summary>
internal static class FlowHeaders
{
    public static void Write(IHeaderDictionary headers, Brand brand)
    {
        var images = string.Join(' ', brand.ImageOrigins.Prepend("'self'"));
        var frames = string.Join(' ', brand.AllowedOrigins.Prepend("'self'"));
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src {images}; form-action 'self'; base-uri 'none'; frame-ancestors {frames}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache, no-store";
    }
}
