using System.Text.Json.Nodes;

namespace Daybook.Server.Reference;

/// <summary>The headers of answers: told once and referred to.</summary>
internal static class AnswerHeaders
{
    private static readonly (string Name, string Description, JsonNode Example)[] All =
    [
        ("X-Rate-Limit-Limit", "How many requests a day (UTC) has; 2147483647 where there is no quota, which is the default.", 10000),
        ("X-Rate-Limit-Remaining", "How many of them are left.", 9213),
        ("X-Rate-Limit-Reset", "When the next day begins, in seconds since 1970.", 1795305600),
        ("Retry-After", "Seconds to wait.", 1),
    ];

    public static JsonObject Describe() => new(All.Select(header => KeyValuePair.Create<string, JsonNode?>(
        header.Name,
        new JsonObject { ["description"] = header.Description, ["schema"] = new JsonObject { ["type"] = "integer" }, ["example"] = header.Example.DeepClone() })));

    /// <summary>References to those of an answer.</summary>
    /// <param name="saysWhenToRetry">Whether it tells when to come again.</param>
    public static JsonObject Of(bool saysWhenToRetry) =>
        new(All.Where(header => saysWhenToRetry || header.Name != "Retry-After").Select(header => KeyValuePair.Create<string, JsonNode?>(header.Name, new JsonObject { ["$ref"] = $"#/components/headers/{header.Name}" })));
}
