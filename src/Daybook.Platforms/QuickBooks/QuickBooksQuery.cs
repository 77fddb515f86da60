using System.Text.Json;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Asks in QuickBooks' query language, page by page.</summary>
internal static class QuickBooksQuery
{
    private const int PageSize = 1000;

    /// <summary>A text as a value of a statement.</summary>
    public static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>All entities that several statements find, in one call where none finds much.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="connection">The connection's id.</param>
    /// <param name="asked">Entities with their conditions, as of <see cref="AllAsync"/>, and how many of each are expected at most; all together no more than a call answers.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>In the order of what was asked.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<JsonPart>>> AllAsync(this QuickBooksCalls calls, Guid connection, IReadOnlyList<(string Entity, string Where, int Expected)> asked, CancellationToken cancellationToken)
    {
        var items = asked.Select((one, i) => new { bId = $"{i}", Query = Statement(one.Entity, one.Where, 1, one.Expected) });
        var root = await calls.ReadAsync(connection, QuickBooksCalls.Batch, new { BatchItemRequest = items.ToList() }, cancellationToken);
        var answers = root.List("BatchItemResponse").ToDictionary(answer => answer.Text("bId") ?? "", StringComparer.Ordinal);
        var all = new List<IReadOnlyList<JsonPart>>(asked.Count);
        foreach (var (one, i) in asked.Select((one, i) => (one, i)))
        {
            if (!answers.TryGetValue($"{i}", out var answer) || QuickBooksError.In(answer) is { Count: > 0 })
            {
                throw new PlatformUnavailableException($"QuickBooks did not list {one.Entity}: {(answer.Json.ValueKind == JsonValueKind.Object ? QuickBooksRefusals.TextOf(QuickBooksError.In(answer)) : "no answer")}");
            }

            var found = answer.Part("QueryResponse")?.List(one.Entity) ?? [];
            all.Add(found.Count < one.Expected || one.Expected == 1 ? found : await calls.AllAsync(connection, one.Entity, one.Where, cancellationToken));
        }

        return all;
    }

    /// <summary>All entities that a statement finds.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="connection">The connection's id.</param>
    /// <param name="entity">Such as <c>Invoice</c>.</param>
    /// <param name="where">The conditions; empty: none. Lists leave inactive entities out unless the conditions ask for them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<IReadOnlyList<JsonPart>> AllAsync(this QuickBooksCalls calls, Guid connection, string entity, string where, CancellationToken cancellationToken)
    {
        var all = new List<JsonPart>();
        while (true)
        {
            var root = await calls.ReadAsync(connection, $"query?query={Uri.EscapeDataString(Statement(entity, where, all.Count + 1, PageSize))}", null, cancellationToken);
            var page = root.Part("QueryResponse")?.List(entity) ?? [];
            all.AddRange(page);
            if (page.Count < PageSize)
            {
                return all;
            }
        }
    }

    private static string Statement(string entity, string where, int start, int most) => $"select * from {entity}{(where.Length == 0 ? "" : $" where {where}")} startposition {start} maxresults {most}";
}
