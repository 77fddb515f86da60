using System.Collections.Concurrent;

namespace Daybook.Platforms.Http;

/// <summary>
/// Remembers which documents were tried lately. A platform repeats its first answer to an idempotency key (Xero for six minutes), also an answer that has been overtaken
/// (the document was voided meanwhile) and also its own failure: so what was tried is looked for before it is sent again, and after a failure the key is a new one.
/// </summary>
internal sealed class Attempts(TimeProvider time)
{
    private const int Many = 2_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, (int Key, DateTimeOffset At)> attempts = [];

    public bool WasTried(Guid document) => attempts.ContainsKey(document);

    /// <summary>The key of the next attempt.</summary>
    public string KeyOf(Guid document)
    {
        Forget();
        var attempt = attempts.AddOrUpdate(document, _ => (1, time.GetUtcNow()), (_, known) => (known.Key, time.GetUtcNow()));
        return $"{document}:{attempt.Key}";
    }

    /// <summary>The key brings no other answer any more.</summary>
    public void Spent(Guid document) => attempts.AddOrUpdate(document, _ => (2, time.GetUtcNow()), (_, known) => (known.Key + 1, time.GetUtcNow()));

    private void Forget()
    {
        if (attempts.Count < Many)
        {
            return;
        }

        var before = time.GetUtcNow() - Remembered;
        foreach (var (document, attempt) in attempts)
        {
            if (attempt.At < before)
            {
                attempts.TryRemove(document, out _);
            }
        }
    }
}
