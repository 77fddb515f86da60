using Daybook.Syncing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Daybook.Storage;

public static class StorageRegistration
{
    /// <summary>Adds the database and its stores, all of them singletons. Call <see cref="Database.MigrateAsync"/> before anything else is asked of them.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<Database>();
        services.AddSingleton<CompanyStore>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<ConfigurationStore>();
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<ContinuousSyncStore>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<AuthorizationStore>();
        services.AddSingleton<IAuthorizationStore>(provider => provider.GetRequiredService<AuthorizationStore>());
        services.AddSingleton<ConsentStore>();
        services.AddSingleton<SettingStore>();
        services.AddSingleton<RuleStore>();
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<FlowCodeStore>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<QuotaStore>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<PaceStore>();
        if (options.Postgres is not null)
        {
            // A server on SQLite is alone: it keeps the limits of calls in its memory.
            services.AddSingleton<ISharedPace>(provider => provider.GetRequiredService<PaceStore>());
        }

        services.AddSingleton<AnswerStore>();
        services.AddSingleton<RetentionStore>();
        services.AddSingleton<DatasetStore>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<DataStore>();
        services.AddSingleton<SyncStore>();
        services.AddSingleton<ISyncStore>(provider => provider.GetRequiredService<SyncStore>());
        return services;
    }
}
