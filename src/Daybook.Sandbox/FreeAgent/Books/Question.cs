using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>A call that got past the gate.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The parts of the path behind the version.</param>
/// <param name="Query">A value of the query; empty where there is none.</param>
/// <param name="Body">The body; null where there is none.</param>
/// <param name="Address">What all addresses begin with, up to the version.</param>
internal sealed record Question(string Method, string[] Path, Func<string, string> Query, JsonObject? Body, string Address)
{
    /// <summary>What the body holds under a name.</summary>
    public JsonObject Given(string envelope) => Body?[envelope] as JsonObject ?? throw new DeniedException(400, $"param is missing or the value is empty: {envelope}");

    public DateOnly? Day(string name) => Query(name) is { Length: > 0 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;
}
