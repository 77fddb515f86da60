using Daybook.Syncing;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daybook.Storage.Tests;

/// <summary>A migrated database with its stores, one for each class of tests.</summary>
public abstract class StorageFixture : IAsyncLifetime
{
    private ServiceProvider? services;

    public SettableClock Clock { get; } = new();

    public Database Database => Get<Database>();

    public CompanyStore Companies => Get<CompanyStore>();

    public ConnectionStore Connections => Get<ConnectionStore>();

    public DeliveryStore Deliveries => Get<DeliveryStore>();

    public ConfigurationStore Configurations => Get<ConfigurationStore>();

    public ScheduleStore Schedules => Get<ScheduleStore>();

    public ContinuousSyncStore ContinuousSyncs => Get<ContinuousSyncStore>();

    public RetentionStore Retention => Get<RetentionStore>();

    public ApiKeyStore ApiKeys => Get<ApiKeyStore>();

    public AuthorizationStore Authorizations => Get<AuthorizationStore>();

    public ConsentStore Consents => Get<ConsentStore>();

    public SettingStore Settings => Get<SettingStore>();

    public RuleStore Rules => Get<RuleStore>();

    public WebhookStore Webhooks => Get<WebhookStore>();

    public FlowCodeStore FlowCodes => Get<FlowCodeStore>();

    public EventStore Events => Get<EventStore>();

    public QuotaStore Quotas => Get<QuotaStore>();

    public TurnStore Turns => Get<TurnStore>();

    public PaceStore Paces => Get<PaceStore>();

    /// <summary>The same database as another server has it.</summary>
    public Database OpenAgain() => new(Options!, Clock);

    /// <summary>Whether several servers may have the database.</summary>
    public bool IsShared => Options?.Postgres is not null;

    public AnswerStore Answers => Get<AnswerStore>();

    public DatasetStore Datasets => Get<DatasetStore>();

    public RecordStore Records => Get<RecordStore>();

    public DataStore Data => Get<DataStore>();

    public SyncStore Syncs => Get<SyncStore>();

    public StorageOptions? Options { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Options = await PrepareAsync();
        services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddStorage(Options)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await Database.MigrateAsync(default);
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

    /// <summary>A second node on the same database.</summary>
    public Database OpenAnother() => new(Options!, Clock);

    /// <summary>A database that nothing listens at.</summary>
    public abstract Database OpenUnreachable();

    public async Task<Shop> NewShopAsync()
    {
        var company = await Companies.AddAsync(Some.Company(), Some.Commerce(), default);
        var connection = (await Connections.ListAsync(company.Number, default))[0];
        return new Shop(this, company, connection);
    }

    protected abstract Task<StorageOptions> PrepareAsync();

    protected abstract Task CleanUpAsync();

    private T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();
}

public sealed class SqliteStorage : StorageFixture
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-storage-").FullName;

    public override Database OpenUnreachable()
    {
        // A file that is no database.
        var broken = Path.Combine(folder, "broken");
        Directory.CreateDirectory(broken);
        File.WriteAllText(Path.Combine(broken, "daybook.db"), new string('x', 4096));
        return new Database(new StorageOptions { DataFolder = broken }, Clock);
    }

    protected override Task<StorageOptions> PrepareAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });

    protected override Task CleanUpAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresStorage : StorageFixture
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-storage-").FullName;

    public override Database OpenUnreachable() =>
        new(new StorageOptions { DataFolder = "", Postgres = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=5" }, Clock);

    protected override async Task<StorageOptions> PrepareAsync()
    {
        var cluster = await PostgresCluster.SharedAsync();
        return new StorageOptions { DataFolder = folder, Postgres = await cluster.CreateDatabaseAsync() };
    }

    protected override async Task CleanUpAsync()
    {
        if (Options?.Postgres is { } database)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
        }

        Directory.Delete(folder, recursive: true);
    }
}
