using System.Runtime.InteropServices;
using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>The payments that a plan must look at, by their order, and those that have none yet.</summary>
internal sealed class PaymentIndex
{
    public static readonly RecordKind[] Ties = [RecordKind.PaymentTransaction, RecordKind.RefundTransaction];
    private static readonly RecordKind[] Payments = [RecordKind.Payment];

    private readonly Dictionary<RecordKey, int> firstOfOrder = [];
    private readonly List<(KnownPayment Payment, int Next)> chain = [];
    private readonly Dictionary<RecordKey, PaymentType?> types = [];

    /// <summary>Payments that nothing ties to an order.</summary>
    public List<KnownPayment> Untied { get; } = [];

    /// <summary>Ties whose payment has not arrived.</summary>
    public List<Tie> WithoutPayment { get; } = [];

    /// <summary>When the payments changed that were looked at before: their fees may mean another account now.</summary>
    public Dictionary<RecordKey, Instant> ChangedAgain { get; } = [];

    /// <summary>The orders that have payments here and were not taken yet.</summary>
    public IEnumerable<RecordKey> Orders => firstOfOrder.Keys;

    public static async Task<PaymentIndex> ReadAsync(ISyncStore store, WorkRange range, CancellationToken cancellationToken)
    {
        var index = new PaymentIndex();
        var ties = new Dictionary<RecordKey, Tie>();
        await foreach (var record in store.ReadWorkAsync(range, Ties, cancellationToken).Ahead(cancellationToken))
        {
            Keep(ties, record);
        }

        await index.AddPaymentsAsync(store, range, ties, cancellationToken);
        return index;
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

    private async Task AddPaymentsAsync(ISyncStore store, WorkRange range, Dictionary<RecordKey, Tie> ties, CancellationToken cancellationToken)
    {
        var withoutTie = new List<StoredRecord>();
        await foreach (var record in store.ReadWorkAsync(range, Payments, cancellationToken).Ahead(cancellationToken))
        {
            if (record.FirstSequence <= range.After)
            {
                ChangedAgain[record.Key] = record.Changed;
            }

            if (ties.TryGetValue(record.Key, out var tie))
            {
                Add(record, tie);
            }
            else
            {
                withoutTie.Add(record);
            }
        }

        if (withoutTie.Count > 0)
        {
            var found = new Dictionary<RecordKey, Tie>();
            foreach (var record in await store.FindByKeyAsync(range.Connection, Ties, withoutTie.ConvertAll(payment => payment.Key), cancellationToken))
            {
                Keep(found, record);
            }

            foreach (var record in withoutTie)
            {
                Add(record, found.TryGetValue(record.Key, out var tie) ? tie : null);
            }
        }

        var others = ties.Where(tie => !types.ContainsKey(tie.Key)).ToDictionary();
        foreach (var record in await store.FindByKeyAsync(range.Connection, Payments, others.Keys, cancellationToken))
        {
            others.Remove(record.Key, out var tie);
            Add(record, tie);
        }

        WithoutPayment.AddRange(others.Values.Where(tie => tie.Stands));
    }

    /// <summary>Of a payment's two possible ties the one that stands counts.</summary>
    private static void Keep(Dictionary<RecordKey, Tie> ties, in StoredRecord record)
    {
        ref var tie = ref CollectionsMarshal.GetValueRefOrAddDefault(ties, record.Key, out var known);
        if (!known || (!tie.Stands && !record.IsDeleted))
        {
            tie = Tie.Of(record);
        }
    }

    private void Add(in StoredRecord record, Tie? tie)
    {
        types[record.Key] = (record.Content as Payment)?.Type;
        var payment = KnownPayment.Of(record, tie is { Stands: true });
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
