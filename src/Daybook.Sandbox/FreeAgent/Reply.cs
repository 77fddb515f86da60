using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent;

/// <summary>An answer: its status, its media type and its body.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Text">The body.</param>
internal sealed record Reply(int HttpStatus, string MediaType, string Text)
{
    /// <summary>How many there are in all, where this is a page of a list; else null.</summary>
    public int? Total { get; init; }

    /// <summary>Where what was created stands; else null.</summary>
    public string? Location { get; init; }

    public static Reply Maintenance { get; } = new(503, "text/html", "<html><body><h1>FreeAgent is down for maintenance</h1></body></html>");

    public static Reply Failed { get; } = new(500, "text/html", "<html><body><h1>We're sorry, but something went wrong</h1></body></html>");

    public static Reply Json(int status, JsonNode body) => new(status, "application/json; charset=utf-8", body.ToJsonString());

    /// <summary>The shape of what is refused before it is looked at: 400, 401, 403, 404, 409.</summary>
    public static Reply Denied(int status, string message) => Json(status, new JsonObject { ["errors"] = new JsonObject { ["error"] = new JsonObject { ["message"] = message } } });

    /// <summary>The shape of what does not hold: 422.</summary>
    public static Reply Invalid(IEnumerable<string> messages) =>
        Json(422, new JsonObject { ["errors"] = new JsonArray([.. messages.Select(message => new JsonObject { ["message"] = message })]) });
}

/// <summary>What was sent does not hold, in FreeAgent's words: HTTP 422.</summary>
internal sealed class RefusedException(params string[] messages) : Exception(string.Join(' ', messages))
{
    public IReadOnlyList<string> Messages { get; } = messages;
}

/// <summary>The call is not looked at further: HTTP 400, 403, 404 or 409.</summary>
internal sealed class DeniedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static DeniedException NotFound() => new(404, "Resource not found");
}
