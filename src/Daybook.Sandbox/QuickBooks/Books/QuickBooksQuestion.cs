using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>A call that got past the gate.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The parts of the path behind the company.</param>
/// <param name="Query">A value of the query; empty where there is none.</param>
/// <param name="Statement">What is asked in the query language.</param>
/// <param name="Body">The body; null where there is none.</param>
internal sealed record QuickBooksQuestion(string Method, string[] Path, Func<string, string> Query, string Statement, JsonObject? Body)
{
    /// <summary>Such as <c>Invoice</c> of <c>/invoice/266</c>; null where there is nothing of that name.</summary>
    public string? Entity => QuickBooksFields.Entities.FirstOrDefault(entity => string.Equals(entity, Path[0], StringComparison.OrdinalIgnoreCase));
}
