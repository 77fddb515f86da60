using System.Runtime.InteropServices;
using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>The payments that a plan must look at, by their order, and those that have none yet.</summary>
internal sealed class PaymentIndex
{
    public static readonly RecordKind[] Ties = [RecordKind.PaymentTransaction, RecordKind.RefundTransaction];
    private static readonly RecordKind[] Payments = [RecordKind.Payment];

    private readonly ISyncStore store;
    private readonly WorkRange range;
    private readonly long planned;
    private readonly Dictionary<RecordKey, int> firstOfOrder = [];
    private readonly List<(KnownPayment Payment, int Next)> chain = [];
    private readonly Dictionary<RecordKey, PaymentType?> types = [];

    private PaymentIndex(ISyncStore store, WorkRange range, long planned)
    {
        this.store = store;
        this.range = range;
        this.planned = planned;
    }

    /// <summary>Payments that nothing ties to an order.</summary>
    public List<KnownPayment> Untied { get; } = [];

    /// <summary>Ties whose payment has not arrived.</summary>
    public List<Tie> WithoutPayment { get; } = [];

    /// <summary>When the payments changed that were looked at before: their fees may mean another account now.</summary>
    public Dictionary<RecordKey, Instant> ChangedAgain { get; } = [];

    /// <summary>When payments that were looked at before, or their ties, changed; by record number. They may be in the books under another sale.</summary>
    public Dictionary<long, Instant> SeenBefore { get; } = [];

    /// <summary>The orders that have payments here and were not taken yet.</summary>
    public IEnumerable<RecordKey> Orders => firstOfOrder.Keys;

    /// <param name="store">Where the payments are.</param>
    /// <param name="range">What the plan must look at.</param>
    /// <param name="planned">The sequence up to which the last plan looked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<PaymentIndex> ReadAsync(ISyncStore store, WorkRange range, long planned, CancellationToken cancellationToken)
    {
        var index = new PaymentIndex(store, range, planned);
        var ties = new Dictionary<RecordKey, Tie>();
        var tiedBefore = new HashSet<RecordKey>();
        await foreach (var record in store.ReadWorkAsync(range, Ties, cancellationToken).Ahead(cancellationToken))
        {
            Keep(ties, record);
            if (record.FirstSequence <= range.After)
            {
                tiedBefore.Add(record.Key);
            }
        }

        await index.AddPaymentsAsync(ties, tiedBefore, cancellationToken);
        return index;
    }

    /// <summary>The tie that counts of each of the payments.</summary>
    public static async Task<Dictionary<RecordKey, Tie>> ReadTiesAsync(
        ISyncStore store, int connection, IReadOnlyCollection<RecordKey> payments, CancellationToken cancellationToken)
    {
        var ties = new Dictionary<RecordKey, Tie>(payments.Count);
        if (payments.Count > 0)
        {
            foreach (var record in await store.FindByKeyAsync(connection, Ties, payments, cancellationToken))
            {
                Keep(ties, record);
            }
        }

        return ties;
    }

    /// <summary>Takes an order's payments out of the index.</summary>
    public List<KnownPayment> Take(RecordKey order)
    {
        if (!firstOfOrder.Remove(order, out var next))
        {
            return [];
        }

        var payments = new List<KnownPayment>(1);
        for (; next >= 0; next = chain[next].Next)
        {
            payments.Add(chain[next].Payment);
        }

        return payments;
    }

    /// <summary>The type of a payment that the plan looks at.</summary>
    /// <param name="payment">The payment's key.</param>
    /// <param name="type">Its type; null where it is deleted.</param>
    public bool TryGetType(RecordKey payment, out PaymentType? type) => types.TryGetValue(payment, out type);

    private async Task AddPaymentsAsync(Dictionary<RecordKey, Tie> ties, HashSet<RecordKey> tiedBefore, CancellationToken cancellationToken)
    {
        // What was never looked at has all its ties in the work, unless one of them was looked at: of two only the one that counted then waits.
        // Of the others, and of those without one, a tie may lie outside.
        var unsure = new List<StoredRecord>();
        await foreach (var record in store.ReadWorkAsync(range, Payments, cancellationToken).Ahead(cancellationToken))
        {
            if (record.FirstSequence <= range.After)
            {
                ChangedAgain[record.Key] = record.Changed;
            }

            if (record.FirstSequence > range.After && !tiedBefore.Contains(record.Key) && ties.Remove(record.Key, out var tie))
            {
                Add(record, tie);
            }
            else
            {
                unsure.Add(record);
            }
        }

        foreach (var record in unsure)
        {
            ties.Remove(record.Key);
        }

        foreach (var record in await store.FindByKeyAsync(range.Connection, Payments, ties.Keys, cancellationToken))
        {
            ties.Remove(record.Key);
            unsure.Add(record);
        }

        WithoutPayment.AddRange(ties.Values.Where(tie => tie.Stands));
        var found = await ReadTiesAsync(store, range.Connection, unsure.ConvertAll(payment => payment.Key), cancellationToken);
        foreach (var record in unsure)
        {
            Add(record, found.TryGetValue(record.Key, out var tie) ? tie : null);
        }
    }

    private static void Keep(Dictionary<RecordKey, Tie> ties, in StoredRecord record)
    {
        var tie = Tie.Of(record);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(ties, record.Key, out var isKnown);
        if (!isKnown || tie.CountsBefore(known))
        {
            known = tie;
        }
    }

    private void Add(in StoredRecord record, Tie? tie)
    {
        types[record.Key] = (record.Content as Payment)?.Type;
        var payment = KnownPayment.Of(record, tie);
        if (payment.FirstSequence <= planned && (range.After >= 0 || payment.Sequence > planned))
        {
            SeenBefore[payment.Number] = payment.Changed;
        }

        if (tie?.Order is not { } order)
        {
            Untied.Add(payment);
            return;
        }

        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(firstOfOrder, order, out var known);
        chain.Add((payment, known ? first : -1));
        first = chain.Count - 1;
    }
}
