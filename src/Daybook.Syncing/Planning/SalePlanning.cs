using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>Brings orders together with their payments and what is in the books of both. Orders that were never looked at stream through; the others are looked up in batches.</summary>
internal sealed class SalePlanning(ISyncStore store, WorkRange range, PaymentIndex payments, Assessment assessment)
{
    private const int BatchSize = 2_000;
    private static readonly RecordKind[] Orders = [RecordKind.Order];
    private static readonly RecordKind[] Payments = [RecordKind.Payment];

    private readonly List<(StoredRecord Order, List<KnownPayment> Payments)> batch = new(BatchSize);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
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

        await FlushAsync(cancellationToken);
        await AssessWithoutOrderAsync(cancellationToken);
    }

    private bool IsNew(long firstSequence) => firstSequence > range.After && range.After >= 0;

    private async Task EnqueueAsync(StoredRecord order, List<KnownPayment> own, CancellationToken cancellationToken)
    {
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
        var books = await ReadBooksAsync(batch.SelectMany(sale => sale.Payments.Select(payment => payment.Number).Prepend(sale.Order.Number)), cancellationToken);
        foreach (var (order, own) in batch)
        {
            assessment.Assess(order, own, books);
        }

        batch.Clear();
    }

    /// <summary>Adds the payments of the batch's orders that the plan would not look at by itself.</summary>
    private async Task AddOtherPaymentsAsync(CancellationToken cancellationToken)
    {
        var ties = new Dictionary<RecordKey, Tie>();
        foreach (var record in await store.FindByLinkAsync(range.Connection, PaymentIndex.Ties, batch.ConvertAll(sale => sale.Order.Key), cancellationToken))
        {
            if (!ties.TryGetValue(record.Key, out var known) || !known.Stands)
            {
                ties[record.Key] = Tie.Of(record);
            }
        }

        foreach (var sale in batch)
        {
            foreach (var payment in sale.Payments)
            {
                ties.Remove(payment.Key);
            }
        }

        var byOrder = batch.ToDictionary(sale => sale.Order.Key, sale => sale.Payments);
        foreach (var record in await store.FindByKeyAsync(range.Connection, Payments, ties.Keys, cancellationToken))
        {
            byOrder[ties[record.Key].Order!.Value].Add(KnownPayment.Of(record, ties[record.Key].Stands));
        }
    }

    private async Task AssessWithoutOrderAsync(CancellationToken cancellationToken)
    {
        foreach (var tie in payments.WithoutPayment)
        {
            assessment.Wait(tie.Number, "Its payment has not arrived.");
        }

        var orphans = payments.Orders.ToList().SelectMany(payments.Take).ToList();
        var books = await ReadBooksAsync(payments.Untied.Concat(orphans).Select(payment => payment.Number), cancellationToken);
        foreach (var payment in payments.Untied)
        {
            assessment.AssessWithoutOrder(payment, books, "No transaction ties it to an order yet.");
        }

        foreach (var payment in orphans)
        {
            assessment.AssessWithoutOrder(payment, books, "Its order has not arrived.");
        }
    }

    private async Task<RecordBooks> ReadBooksAsync(IEnumerable<long> records, CancellationToken cancellationToken) =>
        new(await store.ReadPartsAsync([.. records], cancellationToken));
}
