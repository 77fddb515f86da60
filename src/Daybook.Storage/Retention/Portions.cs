using Daybook.Storage.Engines;

namespace Daybook.Storage.Retention;

internal static class Portions
{
    private const int Most = 1000;

    /// <summary>Deletes in transactions of their own until nothing is left to delete, so that others get in between.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="sql">Deletes at most <c>@most</c> rows from before <c>@before</c>.</param>
    /// <param name="before">In ticks.</param>
    /// <param name="cancellationToken">Cancels the call; what is deleted by then stays so.</param>
    /// <returns>How many rows were deleted.</returns>
    public static async Task<int> InPortionsAsync(this IDialect dialect, string sql, long before, CancellationToken cancellationToken)
    {
        var all = 0;
        int last;
        do
        {
            await using var session = await dialect.WriteAsync(cancellationToken);
            last = await session.ExecuteAsync(sql, new { before, most = Most }, cancellationToken);
            await session.CommitAsync(cancellationToken);
            all += last;
        }
        while (last == Most);
        return all;
    }
}
