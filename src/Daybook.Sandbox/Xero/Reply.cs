using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero;

/// <summary>An answer, not sent yet.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Text">The body.</param>
internal sealed record Reply(int HttpStatus, string MediaType, string Text)
{
    private const string Offline = "The Xero API is currently offline for maintenance";

    public static Reply Maintenance { get; } = new(503, "text/plain", Offline);

    public static Reply Missing { get; } = new(404, "text/plain", "The resource you're looking for cannot be found");

    public static Reply Failed(Guid instance) => Json(500, new JsonObject
    {
        ["Title"] = "An error occurred",
        ["Detail"] = "An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.",
        ["Status"] = 500,
        ["Instance"] = instance.ToString(),
    });

    /// <summary>401 and 403.</summary>
    public static Reply Denied(int status, string detail, Guid instance) => Json(status, new JsonObject
    {
        ["Type"] = null,
        ["Title"] = status == 401 ? "Unauthorized" : "Forbidden",
        ["Status"] = status,
        ["Detail"] = detail,
        ["Instance"] = instance.ToString(),
        ["Extensions"] = new JsonObject(),
    });

    public static Reply Bad(int number, string type, string message, JsonArray? elements = null)
    {
        var body = new JsonObject { ["ErrorNumber"] = number, ["Type"] = type, ["Message"] = message };
        if (elements is not null)
        {
            body["Elements"] = elements;
        }

        return Json(400, body);
    }

    public static Reply Json(int status, JsonNode body) => new(status, "application/json; charset=utf-8", body.ToJsonString());

    /// <summary>A list in Xero's envelope.</summary>
    public static Reply List(string collection, IEnumerable<JsonObject> items, DateTimeOffset now, Guid id, JsonObject? pagination = null)
    {
        var body = new JsonObject
        {
            ["Id"] = id.ToString(),
            ["Status"] = "OK",
            ["ProviderName"] = "Daybook",
            ["DateTimeUTC"] = string.Create(CultureInfo.InvariantCulture, $"/Date({now.ToUnixTimeMilliseconds()})/"),
        };
        if (pagination is not null)
        {
            body["pagination"] = pagination;
        }

        body[collection] = new JsonArray([.. items.Select(item => item.DeepClone())]);
        return Json(200, body);
    }
}
