using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Daybook.Server.Reference.Html;

/// <summary>Schemas for people: what a value is, and the members of an object.</summary>
internal static class SchemaTable
{
    private const string Prefix = "#/components/schemas/";

    public static string IdOf(string component) => "schema-" + component;

    /// <summary>A type in a few words, with a link to where it is told.</summary>
    public static IEnumerable<object> TypeOf(JsonObject schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? [Link(reference[Prefix.Length..])]
        : schema["items"] is JsonObject items ? ["list of ", .. TypeOf(items)]
        : schema["additionalProperties"] is JsonObject values ? ["object; each member ", .. TypeOf(values)]
        : schema["type"] is JsonArray types ? [string.Join(" or ", types.Select(type => type!.GetValue<string>()))]
        : schema["type"] is not { } simple ? ["any JSON"]
        : schema["format"] is { } format ? [$"{simple} ({format})"]
        : [simple.GetValue<string>()];

    /// <summary>The members of an object, one a row.</summary>
    public static XElement Of(JsonObject schema)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        return new XElement("table", (schema["properties"] as JsonObject ?? []).Select(property => Row(property.Key, property.Value!.AsObject(), required.Contains(property.Key))));
    }

    private static XElement Row(string name, JsonObject schema, bool isRequired)
    {
        var allowed = schema["enum"] is JsonArray values ? $" One of {string.Join(", ", values.Select(value => $"`{value}`"))}." : "";
        return new XElement(
            "tr",
            new XElement("th", new XAttribute("scope", "row"), new XElement("code", name)),
            new XElement("td", TypeOf(schema), isRequired ? new XElement("span", new XAttribute("class", "required"), " always there") : null),
            new XElement("td", Words.Inline((schema["description"]?.GetValue<string>() + allowed).Trim())));
    }

    private static XElement Link(string component) => new("a", new XAttribute("href", "#" + IdOf(component)), component);
}
