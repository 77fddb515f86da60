using System.Data.Common;
using Daybook.Storage.Engines;
using Daybook.Storage.Engines.Postgres;
using Daybook.Storage.Engines.Sqlite;

namespace Daybook.Storage;

/// <summary>The database that all stores share: one SQLite file, or PostgreSQL.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly TimeProvider clock;

    /// <param name="options">Where the data is kept.</param>
    /// <param name="clock">Dates the migrations.</param>
    public Database(StorageOptions options, TimeProvider clock)
    {
        this.clock = clock;
        Dialect = options.Postgres is { } postgres ? new PostgresDialect(postgres) : new SqliteDialect(options.DataFolder);
    }

    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public string Engine => Dialect.Engine;

    internal IDialect Dialect { get; }

    /// <summary>Brings the schema up to date. Several processes may do so at once: one works, the others wait.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => Migrations.ApplyAsync(Dialect, clock, cancellationToken);

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await Dialect.ReadAsync(cancellationToken);
            return await session.FirstAsync<int>("select 1", null, cancellationToken) == 1;
        }
        catch (Exception fault) when (fault is DbException or IOException or TimeoutException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => Dialect.DisposeAsync();
}
