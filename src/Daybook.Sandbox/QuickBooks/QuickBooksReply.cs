using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks;

/// <summary>An answer, not sent yet.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Text">The body.</param>
internal sealed record QuickBooksReply(int HttpStatus, string MediaType, string Text)
{
    private const string Xml = "application/xml";

    public static QuickBooksReply Maintenance { get; } = new(503, "text/html", "<html><body>Service Unavailable</body></html>");

    /// <summary>XML, whatever was asked for.</summary>
    public static QuickBooksReply Throttled(string time) => new(429, Xml, $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="{time}" xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached.  Try again later</Detail></Error></Fault></IntuitResponse>
        """);

    /// <summary>Whoever does not ask for JSON gets XML.</summary>
    public static QuickBooksReply NotJson(string time) => new(200, Xml, $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="{time}" xmlns="http://schema.intuit.com/finance/v3"/>
        """);

    public static QuickBooksReply Ok(JsonObject body, string time)
    {
        body["time"] = time;
        return new QuickBooksReply(200, "application/json;charset=utf-8", body.ToJsonString());
    }

    public static QuickBooksReply Failed(string time) => Fault(500, "SystemFault", new RefusedException("10000", "An application error has occurred while processing your request", "System Failure Error: An application error has occurred while processing your request"), time);

    public static QuickBooksReply Refused(RefusedException refusal, string time) => Fault(400, "ValidationFault", refusal, time);

    /// <summary>401 and 403: the gateway's own envelope, in small letters.</summary>
    public static QuickBooksReply Denied(int status, string code, string what, string detail, DateTimeOffset now) => new(status, "application/json;charset=utf-8", new JsonObject
    {
        ["warnings"] = null,
        ["intuitObject"] = null,
        ["fault"] = new JsonObject
        {
            ["error"] = new JsonArray(new JsonObject { ["message"] = $"message={what}; errorCode=00{code}; statusCode={status}", ["detail"] = detail, ["code"] = code, ["element"] = null }),
            ["type"] = status == 401 ? "AUTHENTICATION" : "AUTHORIZATION",
        },
        ["report"] = null,
        ["queryResponse"] = null,
        ["batchItemResponse"] = new JsonArray(),
        ["requestId"] = null,
        ["time"] = now.ToUnixTimeMilliseconds(),
        ["status"] = null,
        ["cdcresponse"] = new JsonArray(),
    }.ToJsonString());

    private static QuickBooksReply Fault(int status, string type, RefusedException refusal, string time) => new(status, "application/json;charset=utf-8", new JsonObject
    {
        ["Fault"] = new JsonObject
        {
            ["Error"] = new JsonArray(new JsonObject { ["Message"] = refusal.Message, ["Detail"] = refusal.Detail, ["code"] = refusal.Code, ["element"] = refusal.Element }),
            ["type"] = type,
        },
        ["time"] = time,
    }.ToJsonString());
}
