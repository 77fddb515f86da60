using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Server.Tests.Hosting;
using Shouldly;

namespace Daybook.Server.Tests.Listing;

/// <summary>Asks a list for each of the values that it shows, and holds the answer against what the list shows whole.</summary>
internal static class ListCheck
{
    /// <returns>How many questions were asked.</returns>
    public static async Task<int> RunAsync(Api api, string path)
    {
        var whole = await ReadAsync(api, path, "pageSize=5000");
        whole.ShouldNotBeEmpty(path);
        var asked = 0;
        foreach (var name in whole.SelectMany(item => Scalars(item, "")).Select(value => value.Name).Distinct().ToList())
        {
            foreach (var value in whole.Select(item => Of(item, name)).OfType<JsonElement>().DistinctBy(value => value.GetRawText()))
            {
                var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                var equal = whole.Where(item => Of(item, name) is { } other && other.GetRawText() == value.GetRawText()).ToList();
                Same(await ReadAsync(api, path, $"pageSize=5000&query={Uri.EscapeDataString($"{name}={text}")}"), equal, $"{path} {name}={text}");
                Same(await ReadAsync(api, path, $"pageSize=5000&query={Uri.EscapeDataString($"{name}!={text}")}"), [.. whole.Except(equal)], $"{path} {name}!={text}");
                asked += 2;
            }

            foreach (var sign in new[] { "", "-" })
            {
                var ordered = await ReadAsync(api, path, $"pageSize=5000&orderBy={sign}{name}");
                Ranks(ordered, name).ShouldBeInOrder(sign.Length == 0 ? SortDirection.Ascending : SortDirection.Descending, $"{path} by {sign}{name}");
                var paged = new List<JsonNode>();
                for (var page = 1; paged.Count < whole.Count && page <= whole.Count; page++)
                {
                    paged.AddRange(await ReadAsync(api, path, $"pageSize=2&page={page}&orderBy={sign}{name}"));
                }

                Same(paged, ordered, $"{path} by {sign}{name}, page by page");
                asked++;
            }
        }

        return asked;
    }

    private static void Same(List<JsonNode> found, List<JsonNode> expected, string question) =>
        found.ConvertAll(item => item.ToJsonString()).ShouldBe(expected.ConvertAll(item => item.ToJsonString()), question);

    /// <summary>The items' places among the values, those without one first.</summary>
    private static List<decimal> Ranks(List<JsonNode> items, string name)
    {
        var values = items.ConvertAll(item => Of(item, name));
        var isNumber = values.All(value => value is null || value.Value.ValueKind == JsonValueKind.Number);
        if (isNumber)
        {
            return values.ConvertAll(value => value?.GetDecimal() ?? decimal.MinValue);
        }

        var texts = values.Select(value => value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : value?.GetRawText()).OfType<string>().Distinct().ToList();
        texts.Sort(string.CompareOrdinal);
        return values.ConvertAll(value => value is null ? -1m : texts.IndexOf(value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString()! : value.Value.GetRawText()));
    }

    private static JsonElement? Of(JsonNode item, string name) =>
        Scalars(item, "").Where(value => value.Name == name).Select(value => (JsonElement?)value.Value).FirstOrDefault();

    private static IEnumerable<(string Name, JsonElement Value)> Scalars(JsonNode item, string prefix)
    {
        foreach (var (name, value) in item.AsObject())
        {
            if (value is JsonObject inner)
            {
                foreach (var scalar in Scalars(inner, prefix + name + "."))
                {
                    yield return scalar;
                }
            }
            else if (value is JsonValue)
            {
                yield return (prefix + name, JsonSerializer.SerializeToElement(value));
            }
        }
    }

    private static async Task<List<JsonNode>> ReadAsync(Api api, string path, string asked) =>
        [.. (await api.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{asked}")).Ok()["results"]!.AsArray().Select(item => item!)];
}
