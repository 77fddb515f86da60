using Daybook.Wire;

namespace Daybook.Server.Reference;

/// <summary>What the reference says of one thing that can be asked for.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">As it is mapped, such as <c>/companies/{companyId}</c>.</param>
/// <param name="Summary">A line.</param>
/// <param name="Description">What is not plain from the line; markdown.</param>
internal sealed record Operation(string Method, string Path, string Summary, string? Description = null)
{
    /// <summary>Other paths that do the same.</summary>
    public IReadOnlyList<string> Others { get; private init; } = [];

    public Content? Body { get; private init; }

    /// <summary>Whether the request may come without a body.</summary>
    public bool BodyMayBeAbsent { get; private init; }

    public IReadOnlyList<Parameter> Query { get; private init; } = [];

    public int Status { get; private init; } = StatusCodes.Status200OK;

    /// <summary>Null: the answer has no body.</summary>
    public Content? Answer { get; private init; }

    /// <summary>What it conflicts with where it answers 409; null: it never does.</summary>
    public string? Conflict { get; private init; }

    /// <summary>Whether it needs no key.</summary>
    public bool IsPublic { get; private init; }

    public static Operation Get(string path, string summary, string? description = null) => new(HttpMethods.Get, path, summary, description);

    public static Operation Post(string path, string summary, string? description = null) => new(HttpMethods.Post, path, summary, description);

    public static Operation Put(string path, string summary, string? description = null) => new(HttpMethods.Put, path, summary, description);

    public static Operation Patch(string path, string summary, string? description = null) => new(HttpMethods.Patch, path, summary, description);

    public static Operation Delete(string path, string summary, string? description = null) => new(HttpMethods.Delete, path, summary, description);

    public Operation AlsoAt(params string[] others) => this with { Others = others };

    public Operation With(params Parameter[] query) => this with { Query = [.. Query, .. query] };

    public Operation Taking<T>(T example)
        where T : notnull => this with { Body = Content.Json(example) };

    /// <summary>Takes a body that comes in several forms, each shown by name.</summary>
    public Operation TakingOneOf<T>(IReadOnlyDictionary<string, T> examples)
        where T : notnull => this with { Body = Content.Json(examples.Values.First()) with { Forms = examples.ToDictionary(form => form.Key, form => (object)form.Value) } };

    /// <summary>Takes a body, or none.</summary>
    public Operation MayTake<T>(T example)
        where T : notnull => this with { Body = Content.Json(example), BodyMayBeAbsent = true };

    public Operation Giving<T>(T example, int status = StatusCodes.Status200OK)
        where T : notnull => this with { Answer = Content.Json(example), Status = status };

    public Operation GivingText(string mediaType, string example) => this with { Answer = new Content(mediaType, null, example) };

    public Operation GivingNothing(int status) => this with { Status = status };

    /// <summary>Gives a page of a list, in the language that all lists have.</summary>
    public Operation Listing<T>(params T[] examples) => (this with { Query = [.. Query, .. ListParameters.All] }).Giving(new Page<T>
    {
        Results = examples,
        PageNumber = 1,
        PageSize = 100,
        TotalResults = examples.Length,
        Links = new PageLinks(new PageLink(Path), new PageLink($"{Path}?page=1&pageSize=100"), null, null),
    });

    public Operation Conflicting(string when) => this with { Conflict = when };

    public Operation OpenToAnyone() => this with { IsPublic = true };
}

/// <summary>What a request or an answer holds.</summary>
/// <param name="MediaType">Such as <c>application/json</c>.</param>
/// <param name="Shape">The type of the JSON; null for text.</param>
/// <param name="Example">A value of that type.</param>
internal sealed record Content(string MediaType, Type? Shape, object Example)
{
    /// <summary>Values of that type by name, where one is not enough; else empty.</summary>
    public IReadOnlyDictionary<string, object> Forms { get; init; } = new Dictionary<string, object>();

    public static Content Json<T>(T example)
        where T : notnull => new("application/json", typeof(T), example);
}

/// <summary>A parameter of the query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Example">A value.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="IsNumber">Whether it is a whole number; else it is text.</param>
internal sealed record Parameter(string Name, string Description, string Example, bool IsRequired = false, bool IsNumber = false);

/// <summary>Operations that belong together.</summary>
/// <param name="Name">What they are about.</param>
/// <param name="Description">What a reader should know before; markdown.</param>
/// <param name="Operations">In the order of reading.</param>
internal sealed record Chapter(string Name, string Description, IReadOnlyList<Operation> Operations);
