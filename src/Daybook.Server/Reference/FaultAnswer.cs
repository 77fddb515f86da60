using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Wire;

namespace Daybook.Server.Reference;

/// <summary>The answers that are not a success: one body, told once and referred to.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Name">What the document calls it.</param>
/// <param name="Description">When it comes.</param>
/// <param name="Error">The error of the example.</param>
/// <param name="CanBeRetried">Whether the same request may succeed later.</param>
internal sealed record FaultAnswer(int Status, string Name, string Description, string Error, string CanBeRetried = "False")
{
    public static readonly IReadOnlyList<FaultAnswer> All =
    [
        new(StatusCodes.Status400BadRequest, "Invalid", "Something that was sent is wrong; `error` names the field and says what it must be.", "orders[3].totalAmount: must be a number."),
        new(StatusCodes.Status401Unauthorized, "Unauthorized", "The key is missing or unknown.", "The Authorization header must be 'Basic ' and the base64 of a valid API key."),
        new(StatusCodes.Status404NotFound, "NotFound", "What the path names is not there.", "There is no company '0b5e'."),
        new(StatusCodes.Status409Conflict, "Conflict", "It conflicts with what is there, or the `Idempotency-Key` has been used with another request.", "The company has an active accounting connection: unlink or delete it first."),
        new(StatusCodes.Status413PayloadTooLarge, "TooLarge", "The body is larger than this server takes.", "The body is larger than the limit of 50 MB. Send the records in several pushes; the order of pushes does not matter."),
        new(StatusCodes.Status415UnsupportedMediaType, "NotJson", "The body is not JSON in UTF-8.", "The body must be application/json in UTF-8, not text/plain."),
        new(StatusCodes.Status429TooManyRequests, "TooMany", "Too many requests; `Retry-After` says when to come again.", "The company has 10 requests under way: wait for one of them to be answered.", "True"),
        new(StatusCodes.Status500InternalServerError, "Failed", "A fault of the server, not of the request; its log tells more under the correlation id.", "Something went wrong in the server, not with the request. Quote the correlation id to its operator.", "Unknown"),
        new(StatusCodes.Status503ServiceUnavailable, "Unavailable", "The accounting software can't be reached.", "The accounting software can't be reached at the moment; try again later.", "True"),
    ];

    /// <summary>Those that an operation may answer with.</summary>
    public static IEnumerable<FaultAnswer> Of(Operation operation)
    {
        var names = operation.Path.Contains('{', StringComparison.Ordinal);
        return All.Where(fault => !operation.IsPublic && fault.Status switch
        {
            StatusCodes.Status400BadRequest => names || operation.Body is not null || operation.Query.Count > 0,
            StatusCodes.Status404NotFound => names,
            StatusCodes.Status409Conflict => operation.Conflict is not null || IsIdempotent(operation),
            StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType => operation.Body is not null,
            _ => true,
        });
    }

    /// <summary>Whether it takes an <c>Idempotency-Key</c>.</summary>
    public static bool IsIdempotent(Operation operation) => operation.Method is "POST" or "PUT" or "PATCH";

    public JsonObject Describe(Schemas schemas)
    {
        var example = new ErrorMessage { StatusCode = Status, Service = "Daybook", Error = Error, CorrelationId = "b9405a1c7d0e4f63a2c85c1de07a9f12", CanBeRetried = CanBeRetried };
        return new JsonObject
        {
            ["description"] = Description,
            ["headers"] = AnswerHeaders.Of(saysWhenToRetry: CanBeRetried == "True"),
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject { ["schema"] = schemas.Of(typeof(ErrorMessage)), ["example"] = JsonSerializer.SerializeToNode(example, WireJson.Options) },
            },
        };
    }
}
