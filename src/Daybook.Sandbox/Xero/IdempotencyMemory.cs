using System.Collections.Concurrent;

namespace Daybook.Sandbox.Xero;

/// <summary>The first answer to each idempotency key, for six minutes; failures are remembered like any other answer.</summary>
internal sealed class IdempotencyMemory
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(6);
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Answers as the first time, or for the first time. A repetition in parallel waits for the first answer.</summary>
    /// <returns>Null where the key was used for another request.</returns>
    public async Task<Reply?> AnswerAsync(string key, string request, DateTimeOffset now, Func<Reply> work)
    {
        if (entries.TryGetValue(key, out var old) && old.At + Kept <= now)
        {
            entries.TryRemove(new KeyValuePair<string, Entry>(key, old));
        }

        var entry = entries.GetOrAdd(key, _ => new Entry(request, now, new Lazy<Task<Reply>>(() => Task.FromResult(work()))));
        return entry.Request == request ? await entry.Answer.Value : null;
    }

    private sealed record Entry(string Request, DateTimeOffset At, Lazy<Task<Reply>> Answer);
}
