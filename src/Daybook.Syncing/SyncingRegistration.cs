using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.Syncing;

public static class SyncingRegistration
{
    /// <summary>Adds the engine. The store, the platforms, the clock and the source of ids come from the other rooms.</summary>
    public static IServiceCollection AddSyncing(this IServiceCollection services, SyncEngineOptions options) => services
        .AddSingleton<Planner>()
        .AddSingleton(provider => new SyncEngine(
            provider.GetRequiredService<ISyncStore>(),
            provider.GetServices<IAccountingPlatform>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Func<Guid>>(),
            options,
            provider.GetRequiredService<ILogger<SyncEngine>>()));
}
