using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Storage.Records.Projections;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The records that were pushed.</summary>
public sealed partial class RecordStore
{
    private readonly Database database;
    private readonly IDialect dialect;

    public RecordStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        dialect = database.Dialect;
    }

    /// <summary>Stores a dataset with its records, all or nothing. A version that is older than what is stored changes nothing; pushes commute.</summary>
    /// <param name="dataset">Its <see cref="Dataset.RequestedAt"/> dates the records that carry no date of their own.</param>
    /// <param name="records">In the order in which they were sent.</param>
    /// <param name="cancellationToken">Cancels the push; nothing of it is stored then.</param>
    /// <returns>The dataset with <see cref="Dataset.Changed"/> set.</returns>
    /// <exception cref="InvalidOperationException">The connection is gone.</exception>
    public async Task<Dataset> PushAsync(Dataset dataset, IReadOnlyList<PushedRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(records);
        using var packed = new PackWriter();
        var versions = RecordVersion.Latest(records, dataset.RequestedAt, packed);
        await using var session = await dialect.WriteAsync(cancellationToken);
        var changed = await StoreAsync(session, dataset, versions, cancellationToken);
        var stored = dataset with { Changed = changed };
        await DatasetStore.InsertAsync(session, stored, cancellationToken);
        await TellAsync(session, stored, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return stored;
    }

    private async Task TellAsync(Session session, Dataset dataset, CancellationToken cancellationToken)
    {
        var facts = new EventFacts
        {
            Read = new ReadFacts(dataset.Id, dataset.DataType, dataset.Changed, [.. dataset.Errors.Concat(dataset.Warnings).Select(remark => $"{remark.ItemId}: {remark.Message}").Take(100)]),
        };
        var isFirst = await session.FirstAsync<int>(
            "select count(*) from (select 1 from dataset where connection = @Connection limit 2) x", new { dataset.Connection }, cancellationToken) == 1;
        var which = $"where number = {dataset.Connection}";
        if (isFirst)
        {
            await EventStore.AddAsync(session, database, "read.completed.initial", dataset.Company, which, facts, cancellationToken);
        }

        await EventStore.AddAsync(session, database, "read.completed", dataset.Company, which, facts, cancellationToken);
    }

    /// <summary>A record as it was last sent; null where it is not known or deleted.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindPayloadAsync(int connection, RecordKind kind, RecordKey key, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        await using var command = session.Command(
            $"select r.payload from {dialect.Keys} k cross join record r where r.connection = @connection and r.kind = @kind and r.key = k.value and not r.deleted",
            ("connection", connection),
            ("kind", (short)kind),
            ("set", dialect.SetOf([key])));
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] payload ? payload : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>The records in a state, those that have been in it longest first.</summary>
    /// <param name="connection">The commerce connection's number.</param>
    /// <param name="state">Any but Booked.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many to read at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<IReadOnlyList<RecordStanding>> ListDeferredAsync(int connection, RecordState state, int skip, int take, CancellationToken cancellationToken) =>
        StandingsAsync(
            """
            from deferred d join record r on r.rid = d.record
            where d.connection = @connection and d.state = @state and not r.deleted
            order by d.since, d.record limit @take offset @skip
            """,
            new { connection, state = (short)state, skip, take },
            cancellationToken);

    /// <summary>The deferrals in a state of records that a plan of the given range would not look at.</summary>
    public async Task<IReadOnlyList<Deferral>> ListDeferralsOutsideAsync(RecordState state, WorkRange range, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<DeferralRow>(
            """
            select d.record as Record, d.due as Due, d.reason as Reason from deferred d join record r on r.rid = d.record
            where d.connection = @connection and d.state = @state and d.due >= @due and r.seq <= @after and not r.deleted
            """,
            new { connection = range.Connection, state = (short)state, due = Columns.ToTicks(range.DueBefore), after = range.After },
            cancellationToken);
        return rows.ConvertAll(row => new Deferral(row.Record, state, Columns.ToInstant(row.Due), row.Reason));
    }

    public async Task<int> CountDeferredAsync(int connection, RecordState state, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>(
            "select count(*) from deferred d join record r on r.rid = d.record where d.connection = @connection and d.state = @state and not r.deleted",
            new { connection, state = (short)state },
            cancellationToken);
    }

    /// <summary>What people know of the given records, in the order of their numbers; those that are gone are left out.</summary>
    public async Task<IReadOnlyList<RecordStanding>> DescribeAsync(IReadOnlyCollection<long> records, CancellationToken cancellationToken)
    {
        var standings = new List<RecordStanding>();
        foreach (var chunk in records.Distinct().Order().Chunk(10_000))
        {
            standings.AddRange(await StandingsAsync(
                $"from record r left join deferred d on d.connection = r.connection and d.record = r.rid where r.rid in {dialect.Values} order by r.rid",
                SetParameters.With(dialect.SetOf(chunk)),
                cancellationToken));
        }

        return standings;
    }

    private async Task<int> StoreAsync(Session session, Dataset dataset, List<RecordVersion> versions, CancellationToken cancellationToken)
    {
        var head = await session.FirstAsync<HeadRow>(
            """
            update connection set head = head + @count, last_sync = case when last_sync > @received then last_sync else @received end
            where number = @connection and company = @company returning head as Head, planned as Planned, last_sync as Seen
            """,
            new { count = versions.Count, received = Columns.ToTicks(dataset.RequestedAt), connection = dataset.Connection, company = dataset.Company },
            cancellationToken) ?? throw new InvalidOperationException($"There is no connection {dataset.Connection} of company {dataset.Company}.");
        var before = head.Head - versions.Count;
        var meaning = new CatalogueMeaning(dialect, dataset.Connection, versions);
        var meant = meaning.IsTouched && head.Planned > 0 ? await meaning.ReadAsync(session, cancellationToken) : null;

        // The row of the connection is held, and the moment only ever moves on: what has a later sequence was never seen earlier.
        var place = new UpsertPlace(dataset.Connection, before + 1, head.Seen);
        var (changed, tallies) = await dialect.UpsertAsync(session, place, versions, cancellationToken);
        if (tallies.Count > 0)
        {
            await dialect.AddTalliesAsync(session, dataset.Connection, tallies, cancellationToken);
        }

        if (meant is not null && !meant.SetEquals(await meaning.ReadAsync(session, cancellationToken)))
        {
            await session.ExecuteAsync("update connection set meaning_changed = head where number = @number", new { number = dataset.Connection }, cancellationToken);
        }

        if (changed == 0)
        {
            await session.ExecuteAsync("update connection set head = @before where number = @number", new { before, number = dataset.Connection }, cancellationToken);
        }

        return changed;
    }

    private async Task<IReadOnlyList<RecordStanding>> StandingsAsync(string rows, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var standings = await session.ListAsync<StandingRow>(
            StandingRow.Select + rows,
            parameters,
            cancellationToken);
        return standings.ConvertAll(row => row.ToStanding());
    }

    private sealed record DeferralRow
    {
        public long Record { get; init; }

        public long Due { get; init; }

        public string Reason { get; init; } = "";
    }

    private sealed record HeadRow
    {
        public long Head { get; init; }

        public long Planned { get; init; }

        public long Seen { get; init; }
    }
}
