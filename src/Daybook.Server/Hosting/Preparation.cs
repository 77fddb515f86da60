using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;

namespace Daybook.Server.Hosting;

/// <summary>What must be done before the first request: the database brought up to date, and an API key to get in with.</summary>
internal sealed class Preparation(Database database, ApiKeyStore keys, DaybookSettings settings, TimeProvider clock, Func<string> newApiKey) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        if (settings.ApiKeyIsForThisRun || await keys.AnyAsync(cancellationToken))
        {
            return;
        }

        var first = settings.ApiKey ?? newApiKey();
        await keys.AddAsync("First key", ApiKeys.HashOf(first), clock.Now(), cancellationToken);
        if (settings.ApiKey is null)
        {
            // Only the hash is stored: this line is the only place where the key can be read.
            await Console.Out.WriteLineAsync($"API key (shown once): {first}");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
