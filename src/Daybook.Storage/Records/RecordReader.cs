using System.Runtime.CompilerServices;
using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage.Records;

/// <summary>Reads records with what the books need of them.</summary>
internal sealed class RecordReader(IDialect dialect)
{
    /// <summary>As many keys as go into one statement.</summary>
    private const int Chunk = 20_000;

    public IAsyncEnumerable<StoredRecord> ByKeyAsync(
        Session session, int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> keys, CancellationToken cancellationToken) =>
        BySetAsync(session, connection, $"r.kind in ({ListOf(kinds)}) and r.key = k.value", keys, cancellationToken);

    public async IAsyncEnumerable<StoredRecord> ByNumberAsync(Session session, IReadOnlyCollection<long> numbers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in numbers.Distinct().Chunk(Chunk))
        {
            await using var command = session.Command(
                $"select {RecordTable.Columns} from {dialect.Values} v cross join record r where r.rid = v.value", ("set", dialect.SetOf(chunk)));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                yield return dialect.ReadRecord(rows);
            }
        }
    }

    public IAsyncEnumerable<StoredRecord> ByLinkAsync(
        Session session, int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> links, CancellationToken cancellationToken) =>
        BySetAsync(session, connection, $"r.link is not null and r.link = k.value and r.kind in ({ListOf(kinds)})", links, cancellationToken);

    /// <summary>Those that changed in the range, in the order of their changes, then those deferred that are due.</summary>
    public async IAsyncEnumerable<StoredRecord> WorkAsync(
        Session session, WorkRange range, IReadOnlyList<RecordKind> kinds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One kind at a time: each is a range of one index, and its rows lie together.
        const string changed = $"select {RecordTable.Columns} from record r where r.connection = @connection and r.kind = @kind and r.seq > @after and r.seq <= @upTo order by r.seq";
        foreach (var kind in kinds)
        {
            await using var command = session.Command(
                changed, ("connection", range.Connection), ("kind", (short)kind), ("after", range.After), ("upTo", range.UpTo));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                yield return dialect.ReadRecord(rows);
            }
        }

        await using var due = session.Command(
            $"""
            select {RecordTable.Columns} from deferred d join record r on r.rid = d.record
            where d.connection = @connection and d.due < @due and r.kind in ({ListOf(kinds)}) and r.seq <= @after
            """,
            ("connection", range.Connection),
            ("after", range.After),
            ("due", Columns.ToTicks(range.DueBefore)));
        await using var deferred = await due.ExecuteReaderAsync(cancellationToken);
        while (await deferred.ReadAsync(cancellationToken))
        {
            yield return dialect.ReadRecord(deferred);
        }
    }

    public async IAsyncEnumerable<StoredRecord> OfKindsAsync(
        Session session, int connection, IReadOnlyList<RecordKind> kinds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            $"select {RecordTable.Columns} from record r where r.connection = @connection and r.kind in ({ListOf(kinds)}) and not r.deleted", ("connection", connection));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            yield return dialect.ReadRecord(rows);
        }
    }

    private async IAsyncEnumerable<StoredRecord> BySetAsync(
        Session session, int connection, string condition, IReadOnlyCollection<RecordKey> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // SQLite takes the sides of a cross join in the order in which they stand: each key is looked up, not each record compared with all keys.
        var sql = $"select {RecordTable.Columns} from {dialect.Keys} k cross join record r where r.connection = @connection and {condition}";
        foreach (var chunk in keys.Distinct().Chunk(Chunk))
        {
            await using var command = session.Command(sql, ("connection", connection), ("set", dialect.SetOf(chunk)));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                yield return dialect.ReadRecord(rows);
            }
        }
    }

    private static string ListOf(IReadOnlyList<RecordKind> kinds) => string.Join(',', kinds.Select(kind => (short)kind));
}
