using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>What is in the books of a few records, and under which sale: a payment that moved to another order has parts under both.</summary>
internal sealed class RecordBooks
{
    public static readonly RecordBooks Empty = new([]);

    private readonly ILookup<long, BookedPart> ofRecord;
    private readonly ILookup<long, BookedPart> ofSale;

    public RecordBooks(IReadOnlyCollection<BookedPart> parts)
    {
        ofRecord = parts.ToLookup(part => part.Record);
        ofSale = parts.ToLookup(part => part.Sale);
    }

    /// <summary>The day that a record was first booked on, under whatever sale; null where it is not in the books.</summary>
    public LocalDate? FirstDay(long record) => ofRecord[record].Select(part => (LocalDate?)part.Date).Min();

    /// <summary>The records that are in the books under a sale.</summary>
    public IEnumerable<long> RecordsOf(long sale) => ofSale[sale].Select(part => part.Record).Distinct();

    /// <summary>What of a record is not in the books under a sale: one difference for each currency, zeros left out.</summary>
    public IEnumerable<Effect> Unposted(long sale, long record, Effect? effect)
    {
        var booked = ofRecord[record].Where(part => part.Sale == sale).ToLookup(part => part.Postings.Currency, part => part.Postings);
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

    /// <summary>What the documents of a sale still have open of it, oldest first.</summary>
    public IReadOnlyList<OpenItem> Open(long sale)
    {
        var own = ofSale[sale].ToList();
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
