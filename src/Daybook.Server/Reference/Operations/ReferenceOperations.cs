using System.Text.Json.Nodes;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class ReferenceOperations
{
    public static readonly Chapter Chapter = new("Reference", "This description. Anybody may read it.",
    [
        Get("/openapi/v1.json", "Reads this description as an OpenAPI 3.1 document").Giving<JsonNode>(new JsonObject { ["openapi"] = "3.1.0" }).OpenToAnyone(),
        Get("/reference", "Shows this description as a page").GivingText("text/html", "<!doctype html>").OpenToAnyone(),
    ]);
}
