using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Daybook.Server.Reference.Html;

/// <summary>The document as one page: complete without a script, searchable with it, and nothing is fetched from elsewhere.</summary>
internal static class ReferencePage
{
    public static string Of(JsonObject document)
    {
        var operations = Operations(document);
        var body = new XElement(
            "body",
            new XElement("header", new XElement("h1", "Daybook API"), Words.Paragraphs(document["info"]!["description"]!.GetValue<string>()), new XElement("p", "For programs: ", new XElement("a", new XAttribute("href", "openapi/v1.json"), "openapi/v1.json"), " (OpenAPI 3.1).")),
            new XElement("nav", Attribute("aria-label", "Operations"), Search(), document["tags"]!.AsArray().Select(tag => Contents(tag!["name"]!.GetValue<string>(), operations)), ShapeLinks(document)),
            new XElement("main", document["tags"]!.AsArray().Select(tag => Chapter(tag!.AsObject(), operations, document)), Schemas(document)));
        var page = new XElement(
            "html",
            Attribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", Attribute("charset", "utf-8")),
                new XElement("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", "Daybook API"),
                new XElement("link", Attribute("rel", "stylesheet"), Attribute("href", "reference/style.css")),
                new XElement("script", Attribute("src", "reference/search.js"), Attribute("defer", ""), "")),
            body);
        return "<!doctype html>\n" + page.ToString(SaveOptions.DisableFormatting);
    }

    private static XAttribute Attribute(string name, string value) => new(name, value);

    private static List<Listed> Operations(JsonObject document) =>
    [
        .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => new Listed(operation.Key, path.Key, operation.Value!.AsObject()))),
    ];

    private static XElement Search() => new(
        "p",
        Attribute("class", "search"),
        new XElement("label", Attribute("for", "search"), "Search "),
        new XElement("input", Attribute("id", "search"), Attribute("type", "search"), Attribute("autocomplete", "off")),
        new XElement("span", Attribute("id", "found"), Attribute("role", "status"), ""));

    private static XElement Contents(string tag, IEnumerable<Listed> operations) => new(
        "details",
        new XElement("summary", tag),
        new XElement("ul", operations.Where(one => one.IsFirstOf(tag)).Select(one => new XElement("li", new XElement("a", Attribute("href", "#" + one.Id), one.Json["summary"]!.GetValue<string>())))));

    private static XElement ShapeLinks(JsonObject document) => new(
        "details",
        new XElement("summary", "Shapes"),
        new XElement("ul", document["components"]!["schemas"]!.AsObject().Select(schema => new XElement("li", new XElement("a", Attribute("href", "#" + SchemaTable.IdOf(schema.Key)), schema.Key)))));

    private static XElement Chapter(JsonObject tag, IReadOnlyList<Listed> operations, JsonObject document)
    {
        var name = tag["name"]!.GetValue<string>();
        var responses = document["components"]!["responses"]!.AsObject();
        return new XElement(
            "section",
            new XElement("h2", name),
            Words.Paragraphs(tag["description"]!.GetValue<string>()),
            operations.Where(one => one.IsFirstOf(name)).Select(one => OperationArticle.Of(one.Method, one.Path, one.Json, [.. operations.Where(other => other.IsSameAs(one)).Select(other => other.Path)], responses)));
    }

    private static XElement Schemas(JsonObject document) => new(
        "section",
        new XElement("h2", "Shapes"),
        document["components"]!["schemas"]!.AsObject().Select(schema => new XElement(
            "article",
            Attribute("id", SchemaTable.IdOf(schema.Key)),
            new XElement("h3", schema.Key),
            Words.Paragraphs(schema.Value!["description"]?.GetValue<string>()),
            SchemaTable.Of(schema.Value!.AsObject()))));

    private sealed record Listed(string Method, string Path, JsonObject Json)
    {
        public string Id => Json["operationId"]!.GetValue<string>();

        public bool IsFirstOf(string tag) => Json["x-same-as"] is null && Json["tags"]![0]!.GetValue<string>() == tag;

        public bool IsSameAs(Listed first) => Method == first.Method && Json["x-same-as"]?.GetValue<string>() == first.Path;
    }
}
