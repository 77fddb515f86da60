using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Brings orders together with their payments and what is in the books of both. Orders that were never looked at stream through; the others are looked up in batches.</summary>
internal sealed class SalePlanning(ISyncStore store, WorkRange range, PaymentIndex payments, Assessment assessment)
{
    private const int BatchSize = 2_000;
    private static readonly RecordKind[] Orders = [RecordKind.Order];
    private static readonly RecordKind[] Payments = [RecordKind.Payment];

    private readonly List<(StoredRecord Order, List<KnownPayment> Payments)> batch = new(BatchSize);

    /// <summary>Sales that payments of this plan are in the books under, and that were not looked at yet: a payment may have moved away from them.</summary>
    private readonly HashSet<long> left = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        left.UnionWith(await store.ReadSalesOfAsync(payments.SeenBefore.Keys, cancellationToken));
        await foreach (var order in store.ReadWorkAsync(range, Orders, cancellationToken).Ahead(cancellationToken))
        {
            var own = payments.Take(order.Key);
            if (IsNew(order.FirstSequence) && own.TrueForAll(payment => IsNew(payment.FirstSequence)))
            {
                assessment.Assess(order, own, RecordBooks.Empty);
                continue;
            }

            await EnqueueAsync(order, own, cancellationToken);
        }

        foreach (var keys in payments.Orders.ToList().Chunk(BatchSize))
        {
            foreach (var order in await store.FindByKeyAsync(range.Connection, Orders, keys, cancellationToken))
            {
                await EnqueueAsync(order, payments.Take(order.Key), cancellationToken);
            }
        }

        foreach (var numbers in left.ToList().Chunk(BatchSize))
        {
            foreach (var order in await store.FindByNumberAsync(numbers, cancellationToken))
            {
                await EnqueueAsync(order, [], cancellationToken);
            }
        }

        await FlushAsync(cancellationToken);
        NoteWithoutOrder();
    }

    private bool IsNew(long firstSequence) => firstSequence > range.After && range.After >= 0;

    private async Task EnqueueAsync(StoredRecord order, List<KnownPayment> own, CancellationToken cancellationToken)
    {
        left.Remove(order.Number);
        batch.Add((order, own));
        if (batch.Count == BatchSize)
        {
            await FlushAsync(cancellationToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        await AddOtherPaymentsAsync(cancellationToken);
        var sales = batch.ConvertAll(sale => sale.Order.Number);
        var own = batch.SelectMany(sale => sale.Payments).Select(payment => payment.Number).ToList();
        var books = new RecordBooks(await store.ReadSalePartsAsync(sales, own, cancellationToken));
        foreach (var (order, payments) in batch)
        {
            assessment.Assess(order, payments, books);
        }

        batch.Clear();
    }

    /// <summary>Adds the payments of the batch's orders that the plan would not look at by itself.</summary>
    private async Task AddOtherPaymentsAsync(CancellationToken cancellationToken)
    {
        var tied = await store.FindByLinkAsync(range.Connection, PaymentIndex.Ties, batch.ConvertAll(sale => sale.Order.Key), cancellationToken);
        var keys = tied.Select(tie => tie.Key).ToHashSet();
        keys.ExceptWith(batch.SelectMany(sale => sale.Payments).Select(payment => payment.Key));
        if (keys.Count == 0)
        {
            return;
        }

        var ties = await PaymentIndex.ReadTiesAsync(store, range.Connection, keys, cancellationToken);
        var byOrder = batch.ToDictionary(sale => sale.Order.Key, sale => sale.Payments);
        foreach (var record in await store.FindByKeyAsync(range.Connection, Payments, keys, cancellationToken))
        {
            if (ties[record.Key] is { Order: { } order } tie && byOrder.TryGetValue(order, out var own))
            {
                own.Add(KnownPayment.Of(record, tie));
            }
        }
    }

    private void NoteWithoutOrder()
    {
        foreach (var tie in payments.WithoutPayment)
        {
            assessment.Wait(tie.Number, "Its payment has not arrived.");
        }

        foreach (var payment in payments.Untied)
        {
            assessment.NoteWithoutOrder(payment, "No transaction ties it to an order yet.");
        }

        foreach (var payment in payments.Orders.ToList().SelectMany(payments.Take))
        {
            assessment.NoteWithoutOrder(payment, "Its order has not arrived.");
        }
    }
}
