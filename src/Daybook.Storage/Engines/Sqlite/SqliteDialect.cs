using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Storage.Records.Projections;
using Daybook.Storage.Syncs;
using Daybook.Syncing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Daybook.Storage.Engines.Sqlite;

/// <summary>One file in WAL mode: one writer at a time on a connection of its own, whose page cache stays warm; readers beside it on pooled ones.</summary>
internal sealed class SqliteDialect : IDialect
{
    // A commit is in the file system before it is answered (FULL); the log is copied back every 64 MB, so that a page written by many pushes is copied once.
    private const string WriterSettings =
        "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -131072; pragma wal_autocheckpoint = 16384; pragma temp_store = memory;";

    private const string ReaderSettings = "pragma query_only = on; pragma cache_size = -32768;";

    private readonly string file;
    private readonly SemaphoreSlim gate = new(1, 1);
    private SqliteConnection? writer;

    public SqliteDialect(string folder)
    {
        Directory.CreateDirectory(folder);
        file = Path.Combine(folder, "daybook.db");
    }

    public string Engine => "SQLite";

    public string Suffix => "sqlite";

    public string Values => "(select value from json_each(@set))";

    public string Rows(params IReadOnlyList<string> names) =>
        $"(select {string.Join(", ", names.Select(name => $"g_{name}.value as {name}"))} from json_each(@{names[0]}) g_{names[0]}"
        + string.Concat(names.Skip(1).Select(name => $" join json_each(@{name}) g_{name} on g_{name}.key = g_{names[0]}.key")) + ")";

    public string Keys => "(select unhex(value) as value from json_each(@set))";

    public IListSyntax Listing { get; } = new SqliteListSyntax();

    public ITurns Turns { get; } = new LoneTurns();

    public async Task<Session> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(SqliteOpenMode.ReadWrite, ReaderSettings, cancellationToken);
        return new Session(connection, null, connection.DisposeAsync);
    }

    public async Task<Session> SnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(SqliteOpenMode.ReadWrite, ReaderSettings, cancellationToken);
        SqliteListSyntax.AddTo(connection);
        return new Session(connection, connection.BeginTransaction(deferred: true), connection.DisposeAsync);
    }

    public async Task<Session> WriteAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            writer ??= await OpenWriterAsync(cancellationToken);
            var transaction = writer.BeginTransaction(deferred: false);
            return new Session(writer, transaction, OpenGate);
        }
        catch
        {
            // What can't even begin a transaction may be broken for good, as after a disk that failed: the next writer opens the file anew.
            await (writer?.DisposeAsync() ?? ValueTask.CompletedTask);
            writer = null;
            gate.Release();
            throw;
        }
    }

    /// <summary>The transaction itself is the lock.</summary>
    public Task LockMigrationsAsync(Session session, CancellationToken cancellationToken) => Task.CompletedTask;

    public object SetOf(ReadOnlySpan<long> numbers)
    {
        var json = new StringBuilder("[");
        foreach (var number in numbers)
        {
            json.Append(json.Length > 1 ? "," : "").Append(number);
        }

        return json.Append(']').ToString();
    }

    public object SetOf(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    public object SetOf(IEnumerable<decimal> amounts) => JsonSerializer.Serialize(amounts);

    public object KeyOf(RecordKey key) => key.ToBytes();

    public object SetOf(ReadOnlySpan<RecordKey> keys)
    {
        var json = new StringBuilder("[", (keys.Length * 35) + 2);
        foreach (var key in keys)
        {
            json.Append(json.Length > 1 ? ",\"" : "\"").Append(key.Value.ToString("x32")).Append('"');
        }

        return json.Append(']').ToString();
    }

    public Task<Upserted> UpsertAsync(Session session, UpsertPlace place, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken)
    {
        using var upsert = new RecordUpsert((SqliteConnection)session.Connection, place);
        for (var i = 0; i < versions.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            upsert.Run(versions[i], place.FirstSequence + i);
        }

        return Task.FromResult(upsert.Outcome);
    }

    public Task AddTalliesAsync(Session session, int connection, IReadOnlyList<TallyRow> tallies, CancellationToken cancellationToken)
    {
        const string sql =
            """
            insert into tally (connection, kind, bucket, live, seen) values (?1, ?2, ?3, ?4, ?5)
            on conflict (connection, kind, bucket) do update set live = tally.live + excluded.live, seen = max(tally.seen, excluded.seen)
            """;
        using var add = new SqliteStatement((SqliteConnection)session.Connection, sql);
        add.Bind(1, connection);
        foreach (var tally in tallies)
        {
            add.Bind(2, tally.Kind);
            add.Bind(3, tally.Bucket);
            add.Bind(4, tally.Live);
            add.Bind(5, tally.Seen);
            add.Run();
        }

        return Task.CompletedTask;
    }

    public Task InsertPartsAsync(Session session, IEnumerable<PartRow> parts, CancellationToken cancellationToken)
    {
        using var insert = new SqliteStatement((SqliteConnection)session.Connection, "insert into part (document, n, record, sale, postings) values (?1, ?2, ?3, ?4, ?5)");
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            insert.Bind(1, part.Document);
            insert.Bind(2, part.Number);
            insert.Bind(3, part.Record);
            if (part.Sale is { } sale)
            {
                insert.Bind(4, sale);
            }
            else
            {
                insert.BindNull(4);
            }

            insert.Bind(5, part.Postings.Span);
            insert.Run();
        }

        return Task.CompletedTask;
    }

    public Task InsertDeferralsAsync(Session session, DeferralRound round, IReadOnlyList<Deferral> deferrals, CancellationToken cancellationToken)
    {
        const string sql = DeferralTable.Insert + "values (?1, ?2, ?3, ?4, ?5, ?6, ?7)" + DeferralTable.Replace;
        using var insert = new SqliteStatement((SqliteConnection)session.Connection, sql);
        insert.Bind(1, round.Connection);
        insert.Bind(5, round.Since);
        insert.Bind(6, round.Noted);
        for (var i = 0; i < deferrals.Count; i++)
        {
            insert.Bind(2, deferrals[i].Record);
            insert.Bind(3, (long)deferrals[i].State);
            insert.Bind(4, Columns.ToTicks(deferrals[i].Due));
            insert.Bind(7, deferrals[i].Reason);
            insert.Run();
        }

        return Task.CompletedTask;
    }

    /// <summary>Reads the row's bytes where SQLite has them: the ADO.NET reader would copy each one out.</summary>
    public StoredRecord ReadRecord(DbDataReader row)
    {
        var statement = ((SqliteDataReader)row).Handle!;
        var link = raw.sqlite3_column_blob(statement, 3);
        var projection = raw.sqlite3_column_blob(statement, 8);
        return new StoredRecord
        {
            Number = raw.sqlite3_column_int64(statement, 0),
            Kind = (RecordKind)raw.sqlite3_column_int(statement, 1),
            Key = RecordKey.FromBytes(raw.sqlite3_column_blob(statement, 2)),
            Link = link.IsEmpty ? null : RecordKey.FromBytes(link),
            Sequence = raw.sqlite3_column_int64(statement, 4),
            FirstSequence = raw.sqlite3_column_int64(statement, 9),
            Changed = Columns.ToInstant(raw.sqlite3_column_int64(statement, 5)),
            Created = raw.sqlite3_column_type(statement, 6) == raw.SQLITE_NULL ? null : Columns.ToInstant(raw.sqlite3_column_int64(statement, 6)),
            IsDeleted = raw.sqlite3_column_int(statement, 7) != 0,
            Content = projection.IsEmpty ? null : Projection.Read(projection),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }

        using (var pool = new SqliteConnection(ConnectionString(SqliteOpenMode.ReadWrite)))
        {
            SqliteConnection.ClearPool(pool);
        }

        gate.Dispose();
    }

    private async Task<SqliteConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(SqliteOpenMode.ReadWriteCreate, WriterSettings, cancellationToken);
        connection.CreateFunction("sha256", (byte[] bytes) => SHA256.HashData(bytes), isDeterministic: true);
        return connection;
    }

    private ValueTask OpenGate()
    {
        gate.Release();
        return ValueTask.CompletedTask;
    }

    private async Task<SqliteConnection> OpenAsync(SqliteOpenMode mode, string settings, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString(mode));
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private string ConnectionString(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        DefaultTimeout = 60,
        Pooling = mode != SqliteOpenMode.ReadWriteCreate,
    }.ConnectionString;
}
