using System.Security.Cryptography;
using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Storage.Retention;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage;

/// <summary>Forgets what an operator does not keep for ever, in portions small enough to keep nobody waiting.</summary>
/// <remarks>Nothing that the books rest on goes: plans, documents and what the books need of each record stay.</remarks>
public sealed class RetentionStore
{
    private const int Portion = 200;

    /// <summary>The kinds whose content only people read. Of the others (products, locations, …) there are few, and they are about nobody.</summary>
    private static readonly RecordKind[] Kinds = [RecordKind.Order, RecordKind.Payment, .. RecordKinds.OfTransactions, RecordKind.Customer];

    private readonly IDialect dialect;

    public RetentionStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>Forgets datasets that were stored before a moment, but of each connection and data type the newest: it tells how that type stands.</summary>
    /// <returns>How many were forgotten.</returns>
    public async Task<int> ForgetDatasetsAsync(Instant before, CancellationToken cancellationToken)
    {
        var (forgotten, after) = (0, 0L);
        while (true)
        {
            // In the order of storing: after a portion without any that is old the rest is younger still.
            var next = await NextDatasetsAsync(after, cancellationToken);
            var old = next.Where(row => Columns.ToInstant(row.Completed) < before).Select(row => row.Number).ToArray();
            if (old.Length == 0)
            {
                return forgotten;
            }

            after = next[^1].Number;
            await using var session = await dialect.WriteAsync(cancellationToken);
            forgotten += await session.ExecuteAsync(
                $"""
                delete from dataset where number in {dialect.Values} and exists (
                    select 1 from dataset newer where newer.company = dataset.company and newer.data_type = dataset.data_type
                        and newer.connection = dataset.connection and newer.number > dataset.number)
                """,
                SetParameters.With(dialect.SetOf(old)),
                cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets what booked orders, payments, transactions and customers say that were last changed before a moment. That they are there, and what the books need of them, stays.</summary>
    /// <returns>Of how many records the content was forgotten.</returns>
    public async Task<int> ForgetPayloadsAsync(Instant before, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var connection in await ConnectionsAsync(cancellationToken))
        {
            forgotten += await ForgetLeftAsync(connection, before, cancellationToken);
            foreach (var kind in Kinds)
            {
                forgotten += await ForgetAsync(connection, kind, before, cancellationToken);
            }
        }

        return forgotten;
    }

    private async Task<int> ForgetAsync(int connection, RecordKind kind, Instant before, CancellationToken cancellationToken)
    {
        const string next =
            """
            select r.rid as Number, r.seq as Sequence, r.seen as Seen, r.deleted as IsDeleted, r.payload as Payload from record r join connection c on c.number = r.connection
            where r.connection = @connection and r.kind = @kind and r.seq <= c.planned
                and r.seq > coalesce((select f.upto from forgetting f where f.connection = @connection and f.kind = @kind), 0)
            order by r.seq limit @most
            """;
        for (var forgotten = 0; ;)
        {
            var parameters = new { connection, kind = (short)kind, most = Portion };
            var read = await ReadAsync(next, parameters, cancellationToken);

            // What has a later sequence was never seen earlier: after the first that is too young there is nothing more to do.
            var old = read.TakeWhile(row => Columns.ToInstant(row.Seen) < before).ToList();
            if (old.Count == 0)
            {
                return forgotten;
            }

            await using var session = await HoldAsync(connection, cancellationToken);
            foreach (var row in old.Where(row => !row.IsDeleted))
            {
                var isDone = await ForgetAsync(session, connection, row, cancellationToken);
                forgotten += isDone ? 1 : 0;
                if (!isDone)
                {
                    await session.ExecuteAsync("insert into forgotten_later (connection, record) values (@connection, @Number) on conflict do nothing", new { connection, row.Number }, cancellationToken);
                }
            }

            await session.ExecuteAsync(
                "insert into forgetting (connection, kind, upto) values (@connection, @kind, @upto) on conflict (connection, kind) do update set upto = excluded.upto",
                new { connection, kind = (short)kind, upto = old[^1].Sequence },
                cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Those that were not booked when it was their turn: one that is by now goes the way of the others.</summary>
    private async Task<int> ForgetLeftAsync(int connection, Instant before, CancellationToken cancellationToken)
    {
        const string left =
            """
            select r.rid as Number, r.seq as Sequence, r.seen as Seen, r.deleted as IsDeleted, r.payload as Payload from forgotten_later l join record r on r.rid = l.record
            where l.connection = @connection and r.seen < @before and not exists (select 1 from deferred d where d.connection = @connection and d.record = r.rid)
            order by r.rid limit @most
            """;
        for (var forgotten = 0; ;)
        {
            var rows = await ReadAsync(left, new { connection, before = Columns.ToTicks(before), most = Portion }, cancellationToken);
            if (rows.Count == 0)
            {
                return forgotten;
            }

            await using var session = await HoldAsync(connection, cancellationToken);
            foreach (var row in rows)
            {
                forgotten += !row.IsDeleted && await ForgetAsync(session, connection, row, cancellationToken) ? 1 : 0;
                await session.ExecuteAsync("delete from forgotten_later where connection = @connection and record = @Number", new { connection, row.Number }, cancellationToken);
            }

            await session.CommitAsync(cancellationToken);
        }
    }

    /// <returns>False where the record is not booked, or has changed since it was read.</returns>
    private static async Task<bool> ForgetAsync(Session session, int connection, Row row, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            update record set payload = @payload, forgotten = @hash
            where rid = @Number and seq = @Sequence and forgotten is null and not exists (select 1 from deferred d where d.connection = @connection and d.record = @Number)
            """,
            new { connection, row.Number, row.Sequence, payload = ForgottenPayload.Of(row.Payload), hash = SHA256.HashData(row.Payload) },
            cancellationToken) > 0;

    /// <summary>Pushes and plans of a connection hold its row too, and come before or after: none of them meets half of a portion.</summary>
    private async Task<Session> HoldAsync(int connection, CancellationToken cancellationToken)
    {
        var session = await dialect.WriteAsync(cancellationToken);
        try
        {
            await session.ExecuteAsync("update connection set head = head where number = @connection", new { connection }, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<List<Row>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.ListAsync<Row>(sql, parameters, cancellationToken);
    }

    private async Task<List<int>> ConnectionsAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.ListAsync<int>("select number from connection where source = @commerce and planned > 0 order by number", new { commerce = (short)ConnectionSource.Commerce }, cancellationToken);
    }

    private async Task<List<DatasetRow>> NextDatasetsAsync(long after, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.ListAsync<DatasetRow>(
            "select number as Number, completed as Completed from dataset where number > @after order by number limit @most", new { after, most = Portion * 5 }, cancellationToken);
    }

    private sealed record Row
    {
        public long Number { get; init; }

        public long Sequence { get; init; }

        public long Seen { get; init; }

        public bool IsDeleted { get; init; }

        public byte[] Payload { get; init; } = [];
    }

    private sealed record DatasetRow
    {
        public long Number { get; init; }

        public long Completed { get; init; }
    }
}
