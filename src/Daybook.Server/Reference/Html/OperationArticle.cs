using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Daybook.Wire;

namespace Daybook.Server.Reference.Html;

/// <summary>One operation for people.</summary>
internal static class OperationArticle
{
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    /// <summary>Tells an operation.</summary>
    /// <param name="method">In lower case.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="operation">As the document has it.</param>
    /// <param name="others">Other paths that do the same.</param>
    /// <param name="responses">The answers that operations refer to, by name.</param>
    public static XElement Of(string method, string path, JsonObject operation, IReadOnlyList<string> others, JsonObject responses) => new(
        "article",
        new XAttribute("id", operation["operationId"]!.GetValue<string>()),
        new XElement("h3", operation["summary"]!.GetValue<string>()),
        new XElement("p", new XAttribute("class", "address"), new XElement("span", new XAttribute("class", "method " + method), method.ToUpperInvariant()), " ", new XElement("code", path)),
        others.Count == 0 ? null : new XElement("p", new XAttribute("class", "others"), "Also at ", others.Select((other, i) => new object[] { i > 0 ? ", " : "", new XElement("code", other) })),
        Words.Paragraphs(operation["description"]?.GetValue<string>()),
        operation["security"] is JsonArray { Count: 0 } ? new XElement("p", "Needs no key.") : null,
        Parameters(operation["parameters"] as JsonArray),
        operation["requestBody"]?["content"] is JsonObject body ? Part(operation["requestBody"]!["required"]!.GetValue<bool>() ? "Body" : "Body, which may be left out", body) : null,
        operation["responses"]!.AsObject().Select(answer => Answer(answer.Key, answer.Value!.AsObject(), responses)));

    private static IEnumerable<XElement> Parameters(JsonArray? parameters)
    {
        if (parameters is null)
        {
            yield break;
        }

        yield return new XElement("h4", "Parameters");
        yield return new XElement("table", parameters.Select(parameter => new XElement(
            "tr",
            new XElement("th", new XAttribute("scope", "row"), new XElement("code", parameter!["name"]!.GetValue<string>())),
            new XElement("td", parameter["in"]!.GetValue<string>(), parameter["required"]!.GetValue<bool>() ? new XElement("span", new XAttribute("class", "required"), " required") : null),
            new XElement("td", Words.Inline(parameter["description"]!.GetValue<string>()), " Such as ", new XElement("code", parameter["example"]!.ToString()), "."))));
    }

    private static IEnumerable<XElement> Part(string title, JsonObject content)
    {
        var (mediaType, media) = content.First();
        yield return new XElement("h4", title);
        yield return new XElement("p", mediaType == "application/json" ? SchemaTable.TypeOf(media!["schema"]!.AsObject()) : [mediaType]);
        var examples = media!["examples"] is JsonObject forms ? forms.Select(form => (Title: $"Example: {form.Key}", Value: form.Value!["value"]!)) : [(Title: "Example", Value: media["example"]!)];
        foreach (var (name, value) in examples)
        {
            yield return new XElement("details", new XElement("summary", name), new XElement("pre", new XElement("code", Text(value))));
        }
    }

    private static string Text(JsonNode example) => example is JsonValue value && value.TryGetValue<string>(out var text) ? text : example.ToJsonString(Indented);

    /// <summary>A success is told whole; faults, which are the same everywhere, in a line.</summary>
    private static IEnumerable<XElement> Answer(string status, JsonObject answer, JsonObject responses)
    {
        if (answer["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference[(reference.LastIndexOf('/') + 1)..];
            var meaning = answer["description"] ?? responses[name]!["description"]!;
            return [new XElement("p", new XAttribute("class", "fault"), new XElement("strong", status), " ", Words.Inline(meaning.GetValue<string>()))];
        }

        return answer["content"] is JsonObject content ? Part($"Answer {status}", content) : [new XElement("h4", $"Answer {status}"), new XElement("p", "No body.")];
    }
}
