using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Xero's published description of its API, as far as it lies beside the checkout: what it says of requests and answers.</summary>
internal sealed class XeroContract(JsonObject root)
{
    /// <summary>Reads the description; null where it does not lie beside the checkout.</summary>
    public static async Task<XeroContract?> ReadAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "platforms", "xero-accounting-subset.yaml");
        if (!File.Exists(path))
        {
            return null;
        }

        // Python's reader is the one that the test machine has.
        var start = new ProcessStartInfo("python3", ["-c", "import json, sys, yaml; json.dump(yaml.load(open(sys.argv[1]), Loader=yaml.CSafeLoader), sys.stdout, default=str)", path]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var python = Process.Start(start)!;
        var json = await python.StandardOutput.ReadToEndAsync(cancellationToken);
        await python.WaitForExitAsync(cancellationToken);
        return python.ExitCode == 0 ? new XeroContract(JsonNode.Parse(json)!.AsObject()) : throw new InvalidOperationException("python3 with PyYAML could not read " + path);
    }

    /// <summary>Whether the description tells of an address at all.</summary>
    public bool Knows(string method, string path) => Operation(method, path) is not null;

    /// <summary>What of a request is not as described; a field that is not described counts.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Behind the version.</param>
    /// <param name="body">The body.</param>
    public IReadOnlyList<string> WrongInRequest(string method, string path, string body)
    {
        // To change a state a document is named and nothing else of it: what creating needs is not needed there.
        var isChange = method == "POST" && path.Contains('/', StringComparison.Ordinal);
        return Wrong(SchemaOf(Resolve(Operation(method, path)!["requestBody"])), body, path, strict: true, complete: !isChange);
    }

    /// <summary>What of an answer is not as described.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Behind the version.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    public IReadOnlyList<string> WrongInAnswer(string method, string path, int status, string body) =>
        Resolve(Operation(method, path)!["responses"]?[$"{status}"]) is { } answer ? Wrong(SchemaOf(answer), body, path, strict: false, complete: false) : [];

    private static JsonNode? SchemaOf(JsonNode? described) => described?["content"]?["application/json"]?["schema"];

    private List<string> Wrong(JsonNode? schema, string body, string path, bool strict, bool complete)
    {
        var wrong = new List<string>();
        Check(JsonNode.Parse(body), schema, path, strict, complete, wrong);
        return wrong;
    }

    private void Check(JsonNode? value, JsonNode? described, string at, bool strict, bool complete, List<string> wrong)
    {
        if (value is null || Resolve(described) is not JsonObject schema)
        {
            return;
        }

        switch (value)
        {
            case JsonObject item:
                CheckObject(item, schema, at, strict, complete, wrong);
                break;
            case JsonArray list when schema["type"]?.GetValue<string>() is "array":
                foreach (var (one, i) in list.Select((one, i) => (one, i)))
                {
                    Check(one, schema["items"], $"{at}[{i}]", strict, complete, wrong);
                }

                break;
            default:
                CheckValue(value, schema, at, wrong);
                break;
        }
    }

    private void CheckObject(JsonObject item, JsonObject schema, string at, bool strict, bool complete, List<string> wrong)
    {
        var fields = schema["properties"]?.AsObject() ?? [];
        if (schema["type"]?.GetValue<string>() is { } type and not "object")
        {
            wrong.Add($"{at} is an object, not {type}");
        }

        if (complete && schema["required"] is JsonArray required)
        {
            wrong.AddRange(required.Select(name => name!.GetValue<string>()).Where(name => item[name] is null).Select(name => $"{at}.{name} is missing"));
        }

        foreach (var (name, value) in item)
        {
            if (fields[name] is { } field)
            {
                Check(value, field, $"{at}.{name}", strict, complete: complete && value is JsonArray, wrong);
            }
            else if (strict)
            {
                wrong.Add($"{at}.{name} is not described");
            }
        }
    }

    private static void CheckValue(JsonNode value, JsonObject schema, string at, List<string> wrong)
    {
        var kind = value is JsonArray ? "array" : value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => "number",
            _ => "boolean",
        };
        var type = schema["type"]?.GetValue<string>() ?? kind;
        if (type != kind && !(type == "integer" && kind == "number"))
        {
            wrong.Add($"{at} is {kind}, not {type}");
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => one!.ToString() == value.ToString()))
        {
            wrong.Add($"{at} is '{value}', which is not among the values");
        }

        if (schema["format"]?.GetValue<string>() == "uuid" && !Guid.TryParse(value.ToString(), out _))
        {
            wrong.Add($"{at} is '{value}', not a uuid");
        }

        if (schema["maxLength"] is { } most && value.ToString().Length > most.GetValue<int>())
        {
            wrong.Add($"{at} is longer than {most}");
        }
    }

    private JsonObject? Operation(string method, string path)
    {
        // A literal path goes before one with a parameter.
        var template = root["paths"]!.AsObject().Select(one => one.Key).OrderBy(key => key.Count(sign => sign == '{'))
            .FirstOrDefault(key => Regex.IsMatch("/" + path, "^" + Regex.Replace(key, @"\{[^}]+\}", "[^/]+", RegexOptions.None, TimeSpan.FromSeconds(1)) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return template is null ? null : root["paths"]![template]![Verb(method)]?.AsObject();
    }

    private static string Verb(string method) => method switch { "GET" => "get", "PUT" => "put", "POST" => "post", _ => "delete" };

    private JsonNode? Resolve(JsonNode? node) =>
        node?["$ref"] is { } reference ? Resolve(reference.GetValue<string>()[2..].Split('/').Aggregate<string, JsonNode?>(root, (part, name) => part?[name])) : node;
}
