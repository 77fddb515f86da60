using Daybook.Platforms.Http;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Asks in QuickBooks' query language, page by page.</summary>
internal static class QuickBooksQuery
{
    private const int PageSize = 1000;

    /// <summary>A text as a value of a statement.</summary>
    public static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

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
            var statement = $"select * from {entity}{(where.Length == 0 ? "" : $" where {where}")} startposition {all.Count + 1} maxresults {PageSize}";
            var root = await calls.ReadAsync(connection, $"query?query={Uri.EscapeDataString(statement)}", cancellationToken);
            var page = root.Part("QueryResponse")?.List(entity) ?? [];
            all.AddRange(page);
            if (page.Count < PageSize)
            {
                return all;
            }
        }
    }
}
