using Dapper;
using Daybook.Storage.Engines;

namespace Daybook.Storage.Listing;

/// <summary>The rows of a list.</summary>
internal sealed record ListSource
{
    /// <summary>What to read of each: <c>select …</c>.</summary>
    public required string Select { get; init; }

    /// <summary><c>from … where …</c>.</summary>
    public required string From { get; init; }

    /// <summary>An expression that is another for each row: the order that the list has of its own, and the last thing to order by.</summary>
    public required string Unique { get; init; }

    /// <summary>Whether its own order is the other way round.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Reads a page, and counts what is on all of them, in one snapshot.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="parameters">Those of <see cref="Select"/> and <see cref="From"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ListPage<T>> ReadAsync<T>(IDialect dialect, ListQuery query, object? parameters, CancellationToken cancellationToken)
    {
        await using var session = await dialect.SnapshotAsync(cancellationToken);
        return await ReadAsync<T>(session, dialect, query, parameters, cancellationToken);
    }

    /// <summary>As the other, in a snapshot that is there already.</summary>
    public async Task<ListPage<T>> ReadAsync<T>(Session session, IDialect dialect, ListQuery query, object? parameters, CancellationToken cancellationToken)
    {
        var counted = new DynamicParameters(parameters);
        var rows = From + Condition(new FilterSql(dialect, counted), query);
        var total = await session.FirstAsync<int>("select count(*) " + rows, counted, cancellationToken);
        if (total <= query.Skip)
        {
            return new ListPage<T>([], total);
        }

        var asked = new DynamicParameters(parameters);
        var sql = new FilterSql(dialect, asked);
        rows = From + Condition(sql, query);
        asked.Add("take", query.Take);
        asked.Add("skip", query.Skip);
        var isBackward = query.Order.Count == 0 ? NewestFirst : query.Order[^1].IsDescending;
        var order = query.Order.SelectMany(sql.OrderBy).Append(Unique + (isBackward ? " desc" : " asc"));
        return new ListPage<T>(
            await session.ListAsync<T>($"{Select} {rows} order by {string.Join(", ", order)} limit @take offset @skip", asked, cancellationToken), total);
    }

    private static string Condition(FilterSql sql, ListQuery query) => query.Filter is { } filter ? $" and {sql.Where(filter)}" : "";
}
