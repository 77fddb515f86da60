using System.Text.Json;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Reads why FreeAgent refused. It has two shapes for that, and answers in plain text or a page where something in front of it does.</summary>
internal static class FreeAgentErrors
{
    private const int Enough = 300;

    /// <returns>At least one text.</returns>
    public static IReadOnlyList<string> Of(string text, int status)
    {
        try
        {
            var root = new JsonPart(JsonSerializer.Deserialize<JsonElement>(text));
            var messages = root.List("errors").Select(error => error.Text("message")).Append(root.Part("errors")?.Part("error")?.Text("message")).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return messages.Count > 0 ? messages : [root.Text("error") ?? $"HTTP status {status}"];
        }
        catch (JsonException)
        {
            return [text.Length == 0 || text.TrimStart().StartsWith('<') ? $"HTTP status {status}" : FreeAgentMark.Cut(text, Enough)];
        }
    }
}
