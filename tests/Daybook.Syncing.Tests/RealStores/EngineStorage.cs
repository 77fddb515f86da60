using Daybook.Storage;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daybook.Syncing.Tests.RealStores;

/// <summary>A migrated database that a class of tests shares, with many companies in it.</summary>
public abstract class EngineStorage : IAsyncLifetime
{
    private ServiceProvider? services;
    private int ids;

    public CompanyStore Companies => Get<CompanyStore>();

    public ConnectionStore Connections => Get<ConnectionStore>();

    public RecordStore Records => Get<RecordStore>();

    public SyncStore Syncs => Get<SyncStore>();

    public async ValueTask InitializeAsync()
    {
        services = new ServiceCollection().AddStorage(await PrepareAsync()).BuildServiceProvider();
        await Get<Database>().MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An id that nothing else of the database has.</summary>
    public Guid NewId() => new(++ids, 1, 0, new byte[8]);

    protected abstract Task<StorageOptions> PrepareAsync();

    protected abstract Task CleanUpAsync();

    private T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();
}

public sealed class SqliteEngineStorage : EngineStorage
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-engine-").FullName;

    protected override Task<StorageOptions> PrepareAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });

    protected override Task CleanUpAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresEngineStorage : EngineStorage
{
    private string? database;

    protected override async Task<StorageOptions> PrepareAsync()
    {
        database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        return new StorageOptions { DataFolder = "", Postgres = database };
    }

    protected override async Task CleanUpAsync()
    {
        if (database is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
        }
    }
}
