using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Daybook.Platforms.Tests.QuickBooks;

/// <summary>Intuit's published schema of its entities, as far as it lies beside the checkout: which fields each has, and of what kind. JSON is not XML: order and number of fields say nothing here.</summary>
internal sealed class QuickBooksSchema
{
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";
    private readonly Dictionary<string, XElement> types;

    private QuickBooksSchema(IEnumerable<XDocument> documents) => types = documents.SelectMany(document => document.Root!.Elements())
        .Where(element => element.Name == Xs + "complexType" || element.Name == Xs + "simpleType").GroupBy(type => type.Attribute("name")!.Value, StringComparer.Ordinal)
        .ToDictionary(type => type.Key, type => type.First(), StringComparer.Ordinal);

    /// <summary>Reads the schema; null where it does not lie beside the checkout.</summary>
    public static QuickBooksSchema? Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        var schemas = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "platforms", "qbo-xsd");
        return Directory.Exists(schemas) ? new QuickBooksSchema(Directory.GetFiles(schemas, "*.xsd").Select(XDocument.Load)) : null;
    }

    /// <summary>What of a request is not as described.</summary>
    /// <param name="entity">Such as <c>Invoice</c>.</param>
    /// <param name="body">The body.</param>
    public IReadOnlyList<string> WrongInEntity(string entity, string body)
    {
        var wrong = new List<string>();
        Check(JsonNode.Parse(body), entity, entity, wrong);
        return wrong;
    }

    /// <summary>What of an answer is not as described, whatever it holds: an entity, a list of some, or a fault.</summary>
    public IReadOnlyList<string> WrongInAnswer(string body)
    {
        var wrong = new List<string>();
        CheckAnswer(JsonNode.Parse(body)!.AsObject(), wrong);
        return wrong;
    }

    private void CheckAnswer(JsonObject answer, List<string> wrong)
    {
        foreach (var (name, value) in answer)
        {
            if (name == "BatchItemResponse")
            {
                foreach (var item in value!.AsArray())
                {
                    CheckAnswer(item!.AsObject(), wrong);
                }
            }
            else if (name == "QueryResponse")
            {
                foreach (var (entity, list) in value!.AsObject().Where(one => one.Value is JsonArray))
                {
                    Check(list, entity, entity, wrong);
                }
            }
            else if (name is not ("time" or "bId" or "fault" or "Fault"))
            {
                Check(value, name, name, wrong);
            }
        }
    }

    private void Check(JsonNode? value, string type, string at, List<string> wrong)
    {
        switch (value)
        {
            case JsonArray list:
                foreach (var one in list)
                {
                    Check(one, type, at, wrong);
                }

                break;
            case JsonObject item:
                var fields = FieldsOf(type);
                foreach (var (name, inner) in item)
                {
                    if (fields.TryGetValue(name, out var of))
                    {
                        Check(inner, of, $"{at}.{name}", wrong);
                    }
                    else
                    {
                        wrong.Add($"{at}.{name} is not described");
                    }
                }

                break;
            case not null:
                CheckValue(value, type, at, wrong);
                break;
        }
    }

    private void CheckValue(JsonNode value, string type, string at, List<string> wrong)
    {
        var text = value.ToString();
        var kind = value.GetValueKind();
        var isRight = type switch
        {
            "xs:decimal" or "xs:int" or "xs:integer" or "xs:positiveInteger" => kind == JsonValueKind.Number,
            "xs:boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "xs:date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "xs:dateTime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => Values(type) is not { Count: > 0 } values || values.Contains(text),
        };
        if (!isRight)
        {
            wrong.Add($"{at} is '{text}', no {type}");
        }
    }

    /// <summary>The fields of a type with those of the types that it extends; a reference is an id in JSON's <c>value</c> with attributes beside it.</summary>
    private Dictionary<string, string> FieldsOf(string type)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!types.TryGetValue(type, out var described))
        {
            return fields;
        }

        foreach (var extension in described.Descendants(Xs + "extension"))
        {
            foreach (var (name, of) in FieldsOf(extension.Attribute("base")!.Value))
            {
                fields[name] = of;
            }
        }

        foreach (var field in described.Descendants().Where(element => element.Name == Xs + "element" || element.Name == Xs + "attribute"))
        {
            if (field.Attribute("name") is { } name)
            {
                fields[name.Value] = field.Attribute("type")?.Value ?? "";
            }
        }

        if (described.Element(Xs + "simpleContent") is not null)
        {
            fields["value"] = "xs:string";
        }

        return fields;
    }

    private HashSet<string>? Values(string type) => types.TryGetValue(type, out var described)
        ? [.. described.Descendants(Xs + "enumeration").Select(value => value.Attribute("value")!.Value)] : null;
}
