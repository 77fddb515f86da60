using System.Collections.Concurrent;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>Looks through a shop's newest records for what occurs in them.</summary>
internal sealed class HabitReader(ISyncStore store)
{
    /// <summary>Enough to have seen what a shop does, and read in a moment.</summary>
    private const int Newest = 5000;

    /// <summary>At most this many shops are remembered.</summary>
    private const int MostKept = 500;

    private static readonly RecordKind[] Kinds = [RecordKind.Order, RecordKind.Payment, .. RecordKinds.OfTransactions];
    private readonly ConcurrentDictionary<int, (long Head, ShopHabits Habits)> kept = new();

    public async Task<ShopHabits> ReadAsync(Connection? commerce, Catalogue catalogue, CancellationToken cancellationToken)
    {
        if (commerce is null)
        {
            return new ShopHabits();
        }

        var head = (await store.ReadWorkStateAsync(commerce.Number, cancellationToken)).Head;
        if (kept.TryGetValue(commerce.Number, out var known) && known.Head == head)
        {
            return known.Habits;
        }

        var habits = new ShopHabits();
        var range = new WorkRange(commerce.Number, Math.Max(-1, head - Newest), head, Instant.FromUnixTimeSeconds(0));
        await foreach (var record in store.ReadWorkAsync(range, Kinds, cancellationToken))
        {
            if (!record.IsDeleted)
            {
                habits.Add(record.Content, catalogue);
            }
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[commerce.Number] = (head, habits);
        return habits;
    }
}
