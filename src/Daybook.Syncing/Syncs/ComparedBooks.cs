using System.Collections.Concurrent;

namespace Daybook.Syncing;

/// <summary>
/// Remembers of which books this process has seen that they hold what the database knows. An older copy of the database can only be put back before a process starts, or
/// forgets what was written since: as long as it knows the last document of the connection's last sync here, the books need not be asked for all that they hold.
/// </summary>
internal sealed class ComparedBooks
{
    private readonly ConcurrentDictionary<Guid, Guid> lastDocuments = [];

    /// <summary>Whether books and database have been compared, and the database knows what it knew then.</summary>
    public async Task<bool> HoldAsync(ISyncStore store, Guid connection, CancellationToken cancellationToken) =>
        lastDocuments.TryGetValue(connection, out var last) && (await store.ReadKnownAsync([last], cancellationToken)).Count > 0;

    /// <param name="connection">The accounting connection's id.</param>
    /// <param name="lastDocument">A document of the newest sync.</param>
    public void Note(Guid connection, Guid lastDocument) => lastDocuments[connection] = lastDocument;

    /// <summary>Something was otherwise than expected, or others write to the same books: the next sync asks again.</summary>
    public void Forget(Guid connection) => lastDocuments.TryRemove(connection, out _);
}
