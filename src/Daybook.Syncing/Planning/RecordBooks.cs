using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>What is in the books of a few records.</summary>
internal sealed class RecordBooks
{
    public static readonly RecordBooks Empty = new([]);

    private readonly ILookup<long, BookedPart> parts;

    public RecordBooks(IEnumerable<BookedPart> parts) => this.parts = parts.ToLookup(part => part.Record);

    /// <summary>The day that a record was first booked on; null where it is not in the books.</summary>
    public LocalDate? FirstDay(long record) => parts[record].Select(part => (LocalDate?)part.Date).Min();

    /// <summary>What of each currency is not in the books: one difference each, zeros left out.</summary>
    public IEnumerable<Effect> Unposted(long record, Effect? effect)
    {
        var booked = parts[record].ToLookup(part => part.Postings.Currency, part => part.Postings);
        if (effect is not null)
        {
            var difference = booked.Contains(effect.Currency) ? effect.Less(booked[effect.Currency]) : effect;
            if (!difference.IsZero)
            {
                yield return difference;
            }
        }

        foreach (var other in booked.Where(group => group.Key != effect?.Currency))
        {
            var difference = Effect.Zero(other.Key).Less(other);
            if (!difference.IsZero)
            {
                yield return difference;
            }
        }
    }

    /// <summary>What the documents of these records still have open, oldest first.</summary>
    public IReadOnlyList<OpenItem> Open(IEnumerable<long> records)
    {
        var own = records.SelectMany(record => parts[record]).ToList();
        var documents = new Dictionary<Guid, BookedPart>();
        foreach (var part in own)
        {
            documents.TryAdd(part.Document, part);
        }

        return
        [
            .. own.SelectMany(part => part.Postings.Where(posting => posting.Role.Kind == RoleKind.Receivable).Select(posting => (posting.Item, part.Postings.Currency, posting.Amount)))
                .GroupBy(posting => (posting.Item, posting.Currency))
                .Select(group => (group.Key, Amount: group.Sum(posting => posting.Amount)))
                .Where(item => item.Amount != 0 && documents.ContainsKey(item.Key.Item))
                .Select(item => new OpenItem(item.Key.Item, documents[item.Key.Item].Kind, documents[item.Key.Item].Date, item.Key.Currency, item.Amount))
                .OrderBy(item => item.Date).ThenBy(item => item.Kind.Rank()).ThenBy(item => item.Document),
        ];
    }
}
