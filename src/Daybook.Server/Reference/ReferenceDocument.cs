using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daybook.Server.Hosting;
using Daybook.Wire;

namespace Daybook.Server.Reference;

/// <summary>The OpenAPI 3.1 document: made from the chapters of the reference and the types of the wire.</summary>
internal sealed partial class ReferenceDocument
{
    private const string About = """
        Daybook turns commerce records that are pushed to it into balanced documents in a merchant's accounting books.
        Its HTTP language is the public "Sync for Commerce" API: a client of that API needs another address and another key.

        **Key**: `Authorization: Basic ` and the base64 of the API key, on every request; `curl -u 'KEY:'` works too.

        **Bodies** are JSON in UTF-8, in camelCase; what has no value is left out, members that are not known are not looked at. A date and time without a zone is UTC.

        **Faults** have one body, whatever is wrong; `correlationId` leads to the server's log.

        **Limits**: at most 10 requests of one company at a time, and a quota a day where the operator sets one. A request beyond them is a 429 with `Retry-After`.

        **Repetitions**: a POST, PUT or PATCH with an `Idempotency-Key` is worked on once.
        """;

    private readonly Schemas schemas = new(WireDocs.Read(typeof(WireJson).Assembly));

    private ReferenceDocument(DaybookSettings settings)
    {
        var paths = PathsOf(Reference.Chapters.All);
        var responses = new JsonObject(FaultAnswer.All.Select(fault => KeyValuePair.Create<string, JsonNode?>(fault.Name, fault.Describe(schemas))));
        Json = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Daybook",
                ["version"] = "1",
                ["description"] = About,
                ["license"] = new JsonObject { ["name"] = "Apache License 2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = (settings.PublicUrl ?? settings.Url).AbsoluteUri.TrimEnd('/') }),
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. Reference.Chapters.All.Select(chapter => new JsonObject { ["name"] = chapter.Name, ["description"] = chapter.Description })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "basic", ["description"] = "The base64 of the API key; with a colon behind the key, as a user name without a password, too." },
                },
                ["responses"] = responses,
                ["headers"] = AnswerHeaders.Describe(),
                ["schemas"] = schemas.Components,
            },
        };
    }

    public JsonObject Json { get; }

    public static ReferenceDocument Of(DaybookSettings settings) => new(settings);

    /// <summary>What an operation is called: its method and path, in letters that a link can hold.</summary>
    public static string IdOf(string method, string path) => method.ToLowerInvariant() + NotInIds().Replace(path, "-").TrimEnd('-');

    private JsonObject PathsOf(IReadOnlyList<Chapter> chapters)
    {
        var paths = new JsonObject();
        foreach (var (chapter, operation) in chapters.SelectMany(chapter => chapter.Operations.Select(operation => (chapter, operation))))
        {
            foreach (var path in operation.Others.Prepend(operation.Path))
            {
                var at = paths[path] as JsonObject ?? [];
                paths[path] = at;
                at[operation.Method.ToLowerInvariant()] = Describe(chapter, operation with { Path = path }, operation.Path);
            }
        }

        return paths;
    }

    private JsonObject Describe(Chapter chapter, Operation operation, string first)
    {
        var described = new JsonObject { ["operationId"] = IdOf(operation.Method, operation.Path), ["tags"] = new JsonArray(chapter.Name), ["summary"] = operation.Summary };
        var also = operation.Path == first ? null : $"The same as `{first}`.";
        if (string.Join("\n\n", new[] { operation.Description, also }.Where(text => text is not null)) is { Length: > 0 } description)
        {
            described["description"] = description;
        }

        if (operation.Path != first)
        {
            described["x-same-as"] = first;
        }

        var parameters = ParametersOf(operation);
        if (parameters.Count > 0)
        {
            described["parameters"] = parameters;
        }

        if (operation.Body is { } body)
        {
            described["requestBody"] = new JsonObject { ["required"] = !operation.BodyMayBeAbsent, ["content"] = Describe(body) };
        }

        described["responses"] = AnswersOf(operation);
        if (operation.IsPublic)
        {
            described["security"] = new JsonArray();
        }

        return described;
    }

    private static JsonArray ParametersOf(Operation operation)
    {
        var parameters = new JsonArray();
        foreach (var name in PathNames().Matches(operation.Path).Select(match => match.Groups["name"].Value))
        {
            var (meaning, example, isUuid) = PathParameters.All[name];
            var schema = new JsonObject { ["type"] = "string" };
            if (isUuid)
            {
                schema["format"] = "uuid";
            }

            parameters.Add(Describe(name, "path", meaning, example, isRequired: true, schema));
        }

        foreach (var one in operation.Query)
        {
            JsonNode example = one.IsNumber ? int.Parse(one.Example, CultureInfo.InvariantCulture) : one.Example;
            parameters.Add(Describe(one.Name, "query", one.Description, example, one.IsRequired, new JsonObject { ["type"] = one.IsNumber ? "integer" : "string" }));
        }

        if (!operation.IsPublic && FaultAnswer.IsIdempotent(operation))
        {
            var meaning = "Any text of your own: within 24 hours the same request with the same key is answered with the first answer and does nothing again; the answer says so with `Idempotency-Replayed: true`.";
            parameters.Add(Describe("Idempotency-Key", "header", meaning, "order-1002-sent", isRequired: false, new JsonObject { ["type"] = "string" }));
        }

        return parameters;
    }

    private static JsonObject Describe(string name, string place, string meaning, JsonNode example, bool isRequired, JsonObject schema) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["description"] = meaning,
        ["schema"] = schema,
        ["example"] = example,
    };

    private JsonObject AnswersOf(Operation operation)
    {
        var answer = new JsonObject { ["description"] = operation.Answer is null ? "Done; there is no body." : "Done." };
        if (!operation.IsPublic)
        {
            answer["headers"] = AnswerHeaders.Of(saysWhenToRetry: false);
        }

        if (operation.Answer is { } content)
        {
            answer["content"] = Describe(content);
        }

        var answers = new JsonObject { [Text(operation.Status)] = answer };
        foreach (var fault in FaultAnswer.Of(operation))
        {
            var told = new JsonObject { ["$ref"] = $"#/components/responses/{fault.Name}" };
            if (fault.Status == StatusCodes.Status409Conflict && operation.Conflict is { } conflict)
            {
                told["description"] = conflict;
            }

            answers[Text(fault.Status)] = told;
        }

        return answers;
    }

    private JsonObject Describe(Content content)
    {
        JsonNode? Written(object example) => content.Shape is { } shape ? JsonSerializer.SerializeToNode(example, shape, WireJson.Options) : example.ToString();
        var media = new JsonObject { ["schema"] = content.Shape is { } type ? schemas.Of(type) : new JsonObject { ["type"] = "string" } };
        if (content.Forms.Count == 0)
        {
            media["example"] = Written(content.Example);
        }
        else
        {
            media["examples"] = new JsonObject(content.Forms.Select(form => KeyValuePair.Create<string, JsonNode?>(form.Key, new JsonObject { ["value"] = Written(form.Value) })));
        }

        return new JsonObject { [content.MediaType] = media };
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathNames();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotInIds();
}
