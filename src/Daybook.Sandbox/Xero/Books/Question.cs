using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>A call that got past the gate.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The parts of the path behind the version.</param>
/// <param name="Query">A value of the query; empty where there is none.</param>
/// <param name="Body">The body; null where there is none.</param>
internal sealed record Question(string Method, string[] Path, Func<string, string> Query, JsonObject? Body)
{
    /// <summary>Only what changed since is asked for; null: all.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool Summarizes => !string.Equals(Query("summarizeErrors"), "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>The elements of a list in the body, or the body itself where it is one.</summary>
    public IReadOnlyList<JsonObject> Elements(string collection)
    {
        if (Body is null)
        {
            throw new BadRequestException(17, "NoDataProcessedException", "No data has been processed for this endpoint. This endpoint is expecting " + collection + " data to be specifed in the request body.");
        }

        return Body[collection] is JsonArray list ? [.. list.OfType<JsonObject>()] : [Body];
    }
}
