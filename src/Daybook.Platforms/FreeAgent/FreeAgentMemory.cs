using System.Collections.Concurrent;

namespace Daybook.Platforms.FreeAgent;

/// <summary>
/// What this process has done lately. FreeAgent has no idempotency keys and keeps no trace of what was deleted: what was tried is looked for before it is sent again,
/// what was taken back is not written again, and of two payments that look alike each is found for its own document.
/// </summary>
internal sealed class FreeAgentMemory(TimeProvider time)
{
    private const int Many = 5_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<Guid, (bool IsVoid, DateTimeOffset At)> documents = [];
    private readonly ConcurrentDictionary<string, (Guid Document, DateTimeOffset At)> owners = new(StringComparer.Ordinal);

    public bool WasTried(Guid document) => documents.ContainsKey(document);

    public bool WasVoided(Guid document) => documents.TryGetValue(document, out var known) && known.IsVoid;

    /// <summary>The document was sent, or may have been.</summary>
    public void Try(Guid document)
    {
        Forget();
        documents.TryAdd(document, (false, time.GetUtcNow()));
    }

    public void Void(Guid document) => documents[document] = (true, time.GetUtcNow());

    /// <summary>What stands there is the document's.</summary>
    public void Own(Guid connection, FreeAgentId id, Guid document) => owners[$"{connection}/{id.Path}"] = (document, time.GetUtcNow());

    /// <summary>Whether what stands there is known to be another document's.</summary>
    public bool IsAnothers(Guid connection, FreeAgentId id, Guid document) => owners.TryGetValue($"{connection}/{id.Path}", out var owner) && owner.Document != document;

    private void Forget()
    {
        if (documents.Count + owners.Count < Many)
        {
            return;
        }

        var before = time.GetUtcNow() - Remembered;
        foreach (var (document, known) in documents.Where(one => one.Value.At < before))
        {
            documents.TryRemove(new KeyValuePair<Guid, (bool, DateTimeOffset)>(document, known));
        }

        foreach (var (path, known) in owners.Where(one => one.Value.At < before))
        {
            owners.TryRemove(new KeyValuePair<string, (Guid, DateTimeOffset)>(path, known));
        }
    }
}
