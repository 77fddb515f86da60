using System.Data;
using System.Data.Common;
using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Storage.Records.Projections;
using Daybook.Storage.Syncs;
using Daybook.Syncing;
using Npgsql;
using NpgsqlTypes;

namespace Daybook.Storage.Engines.Postgres;

/// <summary>PostgreSQL 15 or later: bulk rows travel as binary COPY, small ones as arrays.</summary>
internal sealed class PostgresDialect : IDialect
{
    // Any constant: all nodes of an installation must agree on it.
    private const long MigrationLock = 0x4461_7962_6F6F_6B01;

    private readonly NpgsqlDataSource source;
    private readonly PostgresTurns turns;

    public PostgresDialect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresSettings.Complete(connectionString));
        if (!settings.ShouldSerialize("Command Timeout"))
        {
            settings.CommandTimeout = 600;
        }

        source = NpgsqlDataSource.Create(settings);
        turns = new PostgresTurns(source);
    }

    public string Engine => "PostgreSQL";

    public string Suffix => "postgres";

    public string Values => "(select unnest(@set) as value)";

    public string Keys => Values;

    public string Rows(params IReadOnlyList<string> names) => $"(select * from unnest({string.Join(", ", names.Select(name => "@" + name))}) as given({string.Join(", ", names)}))";

    public IListSyntax Listing { get; } = new PostgresListSyntax();

    public ITurns Turns => turns;

    public async Task<Session> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        return new Session(connection, null, connection.DisposeAsync);
    }

    public Task<Session> SnapshotAsync(CancellationToken cancellationToken) => BeginAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public Task<Session> WriteAsync(CancellationToken cancellationToken) => BeginAsync(IsolationLevel.ReadCommitted, cancellationToken);

    private async Task<Session> BeginAsync(IsolationLevel isolation, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            return new Session(connection, await connection.BeginTransactionAsync(isolation, cancellationToken), connection.DisposeAsync);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task LockMigrationsAsync(Session session, CancellationToken cancellationToken) =>
        session.ExecuteAsync("select pg_advisory_xact_lock(@key)", new { key = MigrationLock }, cancellationToken);

    public object SetOf(ReadOnlySpan<long> numbers) => numbers.ToArray();

    public object SetOf(IEnumerable<string> texts) => texts.ToArray();

    public object SetOf(IEnumerable<decimal> amounts) => amounts.ToArray();

    public object KeyOf(RecordKey key) => ToUuid(key);

    public object SetOf(ReadOnlySpan<RecordKey> keys)
    {
        var set = new Guid[keys.Length];
        for (var i = 0; i < set.Length; i++)
        {
            set[i] = ToUuid(keys[i]);
        }

        return set;
    }

    public Task<Upserted> UpsertAsync(Session session, UpsertPlace place, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken) =>
        RecordUpsert.RunAsync((NpgsqlConnection)session.Connection, place, versions, cancellationToken);

    public async Task AddTalliesAsync(Session session, int connection, IReadOnlyList<TallyRow> tallies, CancellationToken cancellationToken)
    {
        const string sql =
            """
            insert into tally (connection, kind, bucket, live, seen)
            select @connection, t.kind, t.bucket, t.live, t.seen from unnest(@kinds, @buckets, @lives, @seen) as t (kind, bucket, live, seen)
            on conflict (connection, kind, bucket) do update set live = tally.live + excluded.live, seen = greatest(tally.seen, excluded.seen)
            """;
        await using var command = session.Command(
            sql,
            ("connection", connection),
            ("kinds", tallies.Select(tally => tally.Kind).ToArray()),
            ("buckets", tallies.Select(tally => tally.Bucket).ToArray()),
            ("lives", tallies.Select(tally => tally.Live).ToArray()),
            ("seen", tallies.Select(tally => tally.Seen).ToArray()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task InsertPartsAsync(Session session, IEnumerable<PartRow> parts, CancellationToken cancellationToken)
    {
        const string sql = "copy part (document, n, record, sale, postings) from stdin (format binary)";
        await using var copy = await ((NpgsqlConnection)session.Connection).BeginBinaryImportAsync(sql, cancellationToken);
        foreach (var part in parts)
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(part.Document, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(part.Number, NpgsqlDbType.Integer, cancellationToken);
            await copy.WriteAsync(part.Record, NpgsqlDbType.Bigint, cancellationToken);
            if (part.Sale is { } sale)
            {
                await copy.WriteAsync(sale, NpgsqlDbType.Bigint, cancellationToken);
            }
            else
            {
                await copy.WriteNullAsync(cancellationToken);
            }

            await copy.WriteAsync(part.Postings, NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    public async Task InsertDeferralsAsync(Session session, DeferralRound round, IReadOnlyList<Deferral> deferrals, CancellationToken cancellationToken)
    {
        const string sql = DeferralTable.Insert
            + "select @connection, d.record, d.state, d.due, @since, @noted, d.reason from unnest(@records, @states, @dues, @reasons) as d (record, state, due, reason)"
            + DeferralTable.Replace;
        foreach (var chunk in deferrals.Chunk(10_000))
        {
            await using var command = session.Command(
                sql,
                ("connection", round.Connection),
                ("since", round.Since),
                ("noted", round.Noted),
                ("records", chunk.Select(deferral => deferral.Record).ToArray()),
                ("states", chunk.Select(deferral => (short)deferral.State).ToArray()),
                ("dues", chunk.Select(deferral => Columns.ToTicks(deferral.Due)).ToArray()),
                ("reasons", chunk.Select(deferral => deferral.Reason).ToArray()));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public StoredRecord ReadRecord(DbDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Kind = (RecordKind)row.GetInt16(1),
        Key = ToKey(row.GetGuid(2)),
        Link = row.IsDBNull(3) ? null : ToKey(row.GetGuid(3)),
        Sequence = row.GetInt64(4),
        FirstSequence = row.GetInt64(9),
        Changed = Columns.ToInstant(row.GetInt64(5)),
        Created = row.IsDBNull(6) ? null : Columns.ToInstant(row.GetInt64(6)),
        IsDeleted = row.GetBoolean(7),
        Content = row.IsDBNull(8) ? null : Projection.Read(row.GetFieldValue<byte[]>(8)),
    };

    public async ValueTask DisposeAsync()
    {
        await turns.DisposeAsync();
        await source.DisposeAsync();
    }

    /// <summary>A key as a uuid of the same sixteen bytes: the narrowest type that PostgreSQL compares quickly.</summary>
    internal static Guid ToUuid(RecordKey key)
    {
        Span<byte> bytes = stackalloc byte[RecordKey.Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Value);
        return new Guid(bytes, bigEndian: true);
    }

    private static RecordKey ToKey(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[RecordKey.Size];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return RecordKey.FromBytes(bytes);
    }
}
