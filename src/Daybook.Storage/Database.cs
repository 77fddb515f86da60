using System.Data.Common;
using Daybook.Storage.Engines;
using Daybook.Storage.Engines.Postgres;
using Daybook.Storage.Engines.Sqlite;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Storage;

/// <summary>The database that all stores share: one SQLite file, or PostgreSQL.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly TimeProvider clock;

    /// <param name="options">Where the data is kept.</param>
    /// <param name="clock">Dates migrations and events.</param>
    /// <param name="newId">Makes the ids of events; null: random ones.</param>
    public Database(StorageOptions options, TimeProvider clock, Func<Guid>? newId = null)
    {
        this.clock = clock;
        NewId = newId ?? Guid.NewGuid;
        Dialect = options.Postgres is { } postgres ? new PostgresDialect(postgres) : new SqliteDialect(options.DataFolder);
    }

    /// <summary><c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    public string Engine => Dialect.Engine;

    internal IDialect Dialect { get; }

    internal Func<Guid> NewId { get; }

    internal Instant Now => clock.GetUtcNow().ToInstant();

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
