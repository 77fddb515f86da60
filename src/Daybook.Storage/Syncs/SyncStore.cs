using System.Runtime.CompilerServices;
using Daybook.Bookkeeping;
using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Storage.Records;
using Daybook.Storage.Syncs;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Storage;

/// <summary>The syncs with their plans and documents, and the records as the engine reads them.</summary>
public sealed partial class SyncStore : ISyncStore
{
    private readonly Database database;
    private readonly IDialect dialect;
    private readonly RecordReader records;
    private readonly TimeProvider clock;

    /// <param name="database">The database.</param>
    /// <param name="clock">Tells when a sync last showed life.</param>
    public SyncStore(Database database, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        dialect = database.Dialect;
        records = new RecordReader(dialect);
        this.clock = clock;
    }

    private long Now => Columns.ToTicks(clock.GetUtcNow().ToInstant());

    /// <inheritdoc/>
    public async Task<Guid?> BeginAsync(Sync sync, Instant abandonedBefore, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sync);
        await using var session = await dialect.WriteAsync(cancellationToken);
        var holder = await Fence.TakeAsync(session, sync, Columns.ToTicks(abandonedBefore), Now, cancellationToken);
        if (holder is null)
        {
            await session.ExecuteAsync(SyncRow.Upsert, SyncRow.Of(sync), cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return holder;
    }

    /// <inheritdoc/>
    public async Task SaveAsync(Sync sync, CancellationToken cancellationToken)
    {
        await using var session = await FencedAsync(sync, cancellationToken);
        await session.ExecuteAsync(SyncRow.Upsert, SyncRow.Of(sync), cancellationToken);
        if (sync.FinishedAt is not null)
        {
            await Fence.LeaveAsync(session, sync, cancellationToken);
            await TellAsync(session, sync, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ShowLifeAsync(Sync sync, CancellationToken cancellationToken)
    {
        await using var session = await FencedAsync(sync, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private async Task TellAsync(Session session, Sync sync, CancellationToken cancellationToken)
    {
        var succeeded = sync.StatusCode is SyncStatusCode.Success or SyncStatusCode.NothingToWrite;
        var isFirst = succeeded && await session.FirstAsync<int>(
            "select count(*) from (select 1 from sync where company = @Company and code in (2000, 2040) limit 2) x", new { sync.Company }, cancellationToken) == 1;
        IReadOnlyList<string> messages = sync.ErrorMessage is { } error ? [error, .. sync.Problems] : sync.Problems;
        await EventStore.AddAsync(
            session,
            database,
            succeeded ? "sync.succeeded" : "sync.failed",
            sync.Company,
            ConnectionRow.ActiveLedger,
            new EventFacts { Sync = new SyncFacts(sync.Id, sync.StatusCode, isFirst, messages) },
            cancellationToken);
    }

    /// <summary>The company's syncs, newest first.</summary>
    public async Task<IReadOnlyList<Sync>> ListAsync(int company, int skip, int take, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<SyncRow>(
            SyncRow.Select + "where company = @company order by number desc limit @take offset @skip", new { company, skip, take }, cancellationToken);
        return rows.ConvertAll(row => row.ToSync());
    }

    /// <param name="company">The company's number.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where the company has none of that id.</returns>
    public Task<Sync?> FindAsync(int company, Guid id, CancellationToken cancellationToken) =>
        FirstAsync("where company = @company and id = @id", new { company, id = Columns.ToText(id) }, cancellationToken);

    /// <summary>The sync that began last; null where there was none.</summary>
    public Task<Sync?> LatestAsync(int company, CancellationToken cancellationToken) =>
        FirstAsync("where company = @company order by number desc limit 1", new { company }, cancellationToken);

    /// <summary>The last sync that ended well: with everything written, or with nothing to write; null where there was none.</summary>
    public Task<Sync?> LastSuccessfulAsync(int company, CancellationToken cancellationToken) =>
        FirstAsync("where company = @company and code in (2000, 2040) order by number desc limit 1", new { company }, cancellationToken);

    /// <inheritdoc/>
    public async Task<WorkState> ReadWorkStateAsync(int connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<WorkRow>(
            "select head as Head, planned as Planned, meaning_changed as MeaningChanged from connection where number = @connection", new { connection }, cancellationToken);
        return row is null ? default : new WorkState(row.Head, row.Planned, row.MeaningChanged > 0);
    }

    /// <inheritdoc/>
    public async Task<int> CountWaitingAsync(int connection, Instant since, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>(
            "select count(*) from deferred where connection = @connection and state = @waiting and since < @since",
            new { connection, waiting = (short)RecordState.Waiting, since = Columns.ToTicks(since) },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ShopCatalogue> ReadCatalogueAsync(int connection, CancellationToken cancellationToken)
    {
        var catalogue = new CatalogueBuilder();
        await using var session = await dialect.ReadAsync(cancellationToken);
        await foreach (var record in records.OfKindsAsync(session, connection, CatalogueBuilder.Kinds, cancellationToken))
        {
            catalogue.Add(record);
        }

        return catalogue.Build();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> ReadWorkAsync(WorkRange range, IReadOnlyList<RecordKind> kinds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        await foreach (var record in records.WorkAsync(session, range, kinds, cancellationToken))
        {
            yield return record;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredRecord>> FindByKeyAsync(
        int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> keys, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await records.ByKeyAsync(session, connection, kinds, keys, cancellationToken).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredRecord>> FindByNumberAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await records.ByNumberAsync(session, numbers, cancellationToken).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredRecord>> FindByLinkAsync(
        int connection, IReadOnlyList<RecordKind> kinds, IReadOnlyCollection<RecordKey> links, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await records.ByLinkAsync(session, connection, kinds, links, cancellationToken).ToListAsync(cancellationToken);
    }

    private async Task<Session> FencedAsync(Sync sync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sync);
        var session = await dialect.WriteAsync(cancellationToken);
        try
        {
            await Fence.PassAsync(session, sync, Now, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task<Sync?> FirstAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return (await session.FirstAsync<SyncRow>(SyncRow.Select + condition, parameters, cancellationToken))?.ToSync();
    }

    private sealed record WorkRow
    {
        public long Head { get; init; }

        public long Planned { get; init; }

        public long MeaningChanged { get; init; }
    }
}
