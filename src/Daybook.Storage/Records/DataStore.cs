using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The pushed records, read back as they were sent. What is deleted is not there.</summary>
public sealed class DataStore
{
    private const string Select = "select r.kind as Kind, r.payload as Payload, r.seen as Seen";

    private readonly IDialect dialect;

    public DataStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>The records of some kinds, those changed last first where no order is asked for.</summary>
    /// <param name="connection">The commerce connection's number.</param>
    /// <param name="kinds">At least one.</param>
    /// <param name="query">By <see cref="DataColumns"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ListPage<PushedData>> ListAsync(int connection, IReadOnlyList<RecordKind> kinds, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var session = await dialect.SnapshotAsync(cancellationToken);
        var isByChange = query.Order.Count == 0 || (query.Order.Count == 1 && query.Order[0].Column == DataColumns.Modified);
        var page = query.Filter is null && isByChange
            ? await ByChangeAsync(session, connection, kinds, query, cancellationToken)
            : await Source(kinds).ReadAsync<DataRow>(session, dialect, query, new { connection }, cancellationToken);
        return page.Select(row => row.ToData());
    }

    /// <summary>The records of an id, of any of some kinds, in the order of the kinds' numbers.</summary>
    public async Task<IReadOnlyList<PushedData>> FindAsync(int connection, IReadOnlyList<RecordKind> kinds, RecordKey key, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<DataRow>(
            $"{Select} {Source(kinds).From} and r.key = @key order by r.kind", new { connection, key = dialect.KeyOf(key) }, cancellationToken);
        return rows.ConvertAll(row => row.ToData());
    }

    private static ListSource Source(IReadOnlyList<RecordKind> kinds) => new()
    {
        Select = Select,
        From = $"from record r where r.connection = @connection and r.kind in ({ListOf(kinds)}) and not r.deleted",
        Unique = "r.seq",
        NewestFirst = true,
    };

    /// <summary>By sequence, which goes with the moment of change: the counts say between which sequences the page lies, and only those rows are read.</summary>
    private static async Task<ListPage<DataRow>> ByChangeAsync(
        Session session, int connection, IReadOnlyList<RecordKind> kinds, ListQuery query, CancellationToken cancellationToken)
    {
        var isNewestFirst = query.Order.Count == 0 || query.Order[0].IsDescending;
        var tallies = await session.ListAsync<BucketRow>(
            $"""
            select bucket as Bucket, cast(sum(live) as integer) as Live from tally where connection = @connection and kind in ({ListOf(kinds)})
            group by bucket having sum(live) > 0 order by bucket {(isNewestFirst ? "desc" : "asc")}
            """,
            new { connection },
            cancellationToken);
        var total = tallies.Sum(tally => tally.Live);
        if (query.Skip >= total)
        {
            return new ListPage<DataRow>([], total);
        }

        var first = 0;
        var skip = query.Skip;
        for (; skip >= tallies[first].Live; first++)
        {
            skip -= tallies[first].Live;
        }

        var last = first;
        for (long found = tallies[first].Live - skip; found < query.Take && last < tallies.Count - 1; found += tallies[last].Live)
        {
            last++;
        }

        var (low, high) = isNewestFirst ? (tallies[last].Bucket, tallies[first].Bucket) : (tallies[first].Bucket, tallies[last].Bucket);
        var rows = await session.ListAsync<DataRow>(
            $"""
            {Select} {Source(kinds).From} and r.seq >= @low and r.seq < @high
            order by r.seq {(isNewestFirst ? "desc" : "asc")} limit @take offset @skip
            """,
            new { connection, low = low << TallyRow.Shift, high = (high + 1) << TallyRow.Shift, take = query.Take, skip },
            cancellationToken);
        return new ListPage<DataRow>(rows, total);
    }

    private static string ListOf(IReadOnlyList<RecordKind> kinds) => string.Join(',', kinds.Select(kind => (short)kind));

    private sealed record BucketRow
    {
        public long Bucket { get; init; }

        public int Live { get; init; }
    }

    private sealed record DataRow
    {
        public short Kind { get; init; }

        public byte[] Payload { get; init; } = [];

        public long Seen { get; init; }

        public PushedData ToData() => new((RecordKind)Kind, Payload, Columns.ToInstant(Seen));
    }
}
