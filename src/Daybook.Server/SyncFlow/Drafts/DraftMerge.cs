using System.Text.Json.Nodes;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>Joins what a merchant has chosen with what was changed elsewhere meanwhile: each choice of the merchant's stays, all else is as it is now.</summary>
internal static class DraftMerge
{
    /// <param name="start">What was stored when the merchant began to choose.</param>
    /// <param name="chosen">What the merchant has chosen since.</param>
    /// <param name="current">What is stored now.</param>
    public static SyncConfiguration Of(SyncConfiguration start, SyncConfiguration chosen, SyncConfiguration current) =>
        ConfigurationStore.FromText(Merge(ToJson(start), ToJson(chosen), ToJson(current))!.ToJsonString());

    private static JsonNode? ToJson(SyncConfiguration configuration) => JsonNode.Parse(ConfigurationStore.ToText(configuration));

    private static JsonNode? Merge(JsonNode? start, JsonNode? chosen, JsonNode? current)
    {
        if (chosen is JsonObject mine && current is JsonObject theirs)
        {
            var before = start as JsonObject ?? [];
            var merged = new JsonObject();
            foreach (var name in mine.Concat(theirs).Select(member => member.Key).Distinct().ToList())
            {
                var value = Merge(before[name], mine[name], theirs[name]);
                if (value is not null)
                {
                    merged.Add(name, value);
                }
            }

            return merged;
        }

        return (JsonNode.DeepEquals(start, chosen) ? current : chosen)?.DeepClone();
    }
}
