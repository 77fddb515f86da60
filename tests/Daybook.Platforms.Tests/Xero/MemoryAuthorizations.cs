using System.Collections.Concurrent;
using Daybook.Syncing;

namespace Daybook.Platforms.Tests.Xero;

/// <summary>Authorizations that live as long as a test.</summary>
internal sealed class MemoryAuthorizations : IAuthorizationStore
{
    private readonly ConcurrentDictionary<Guid, Authorization> stored = [];

    public ConcurrentQueue<Guid> Deauthorized { get; } = [];

    /// <summary>How often new tokens were stored.</summary>
    public int Rotations { get; private set; }

    public Task<Authorization?> FindAsync(Guid connection, CancellationToken cancellationToken) => Task.FromResult(stored.GetValueOrDefault(connection));

    public Task SaveAsync(Guid connection, Authorization authorization, CancellationToken cancellationToken)
    {
        stored[connection] = authorization with { Version = 1 };
        return Task.CompletedTask;
    }

    public Task<Authorization?> ReplaceAsync(Guid connection, Authorization known, Authorization next, CancellationToken cancellationToken)
    {
        lock (stored)
        {
            if (stored.TryGetValue(connection, out var current) && current.Version == known.Version)
            {
                stored[connection] = next with { Version = known.Version + 1 };
                Rotations++;
            }

            return Task.FromResult(stored.GetValueOrDefault(connection));
        }
    }

    public Task DeauthorizeAsync(Guid connection, CancellationToken cancellationToken)
    {
        Deauthorized.Enqueue(connection);
        return Task.CompletedTask;
    }

    public Task DeleteAsync(Guid connection, CancellationToken cancellationToken)
    {
        stored.TryRemove(connection, out _);
        return Task.CompletedTask;
    }
}
