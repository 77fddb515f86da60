using System.Text.Json;
using Daybook.Server.Hosting;
using Daybook.Server.Reference.Html;
using Daybook.Server.Security;
using Daybook.Wire;

namespace Daybook.Server.Reference;

/// <summary>The API's own description, for programs and for people. Anybody may read it.</summary>
internal static class ReferenceRoutes
{
    // Everything comes from this server, and nothing of it is a script or style in the page itself.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapReference(this IEndpointRouteBuilder routes, DaybookSettings settings)
    {
        var document = new Lazy<ReferenceDocument>(() => ReferenceDocument.Of(settings));
        var json = new Lazy<byte[]>(() => JsonSerializer.SerializeToUtf8Bytes(document.Value.Json, WireJson.Options));
        var page = new Lazy<string>(() => ReferencePage.Of(document.Value.Json));
        var all = routes.MapGroup("").WithMetadata(new OpenToAll());
        all.MapGet("/openapi/v1.json", () => Results.Bytes(json.Value, "application/json"));
        all.MapGet("/reference", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return Results.Text(page.Value, "text/html; charset=utf-8");
        });
        all.MapGet("/reference/style.css", () => Asset("style.css", "text/css")).ExcludeFromDescription();
        all.MapGet("/reference/search.js", () => Asset("search.js", "text/javascript")).ExcludeFromDescription();
    }

    private static IResult Asset(string name, string mediaType) =>
        Results.Stream(typeof(ReferenceRoutes).Assembly.GetManifestResourceStream($"reference/{name}")!, mediaType + "; charset=utf-8");
}
