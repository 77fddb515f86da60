using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>Brings fees together with the type of their payment, and all movements with what is in the books of them.</summary>
internal sealed class MovementPlanning(ISyncStore store, WorkRange range, PaymentIndex payments, Assessment assessment)
{
    private const int BatchSize = 5_000;
    private static readonly RecordKind[] Payments = [RecordKind.Payment];
    private static readonly RecordKind[] Fees = [RecordKind.PaymentFee, RecordKind.PaymentFeeRefund];
    private static readonly RecordKind[] Movements =
        [RecordKind.UnknownTransaction, RecordKind.Payout, RecordKind.FailedPayout, RecordKind.Transfer, .. Fees];

    private readonly List<StoredRecord> batch = new(BatchSize);
    private readonly HashSet<long> looked = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var record in store.ReadWorkAsync(range, Movements, cancellationToken))
        {
            batch.Add(record);
            if (batch.Count == BatchSize)
            {
                await FlushAsync(cancellationToken);
            }
        }

        await FlushAsync(cancellationToken);
        if (range.After < 0)
        {
            return;
        }

        foreach (var keys in payments.ChangedAgain.Keys.Chunk(BatchSize))
        {
            batch.AddRange((await store.FindByLinkAsync(range.Connection, Fees, keys, cancellationToken)).Where(fee => !looked.Contains(fee.Number)));
            await FlushAsync(cancellationToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var seenBefore = batch.Where(record => range.After < 0 || record.FirstSequence <= range.After).Select(record => record.Number).ToList();
        var books = seenBefore.Count == 0 ? RecordBooks.Empty : new RecordBooks(await store.ReadPartsAsync(seenBefore, cancellationToken));
        var typeOf = await ReadOtherTypesAsync(cancellationToken);
        foreach (var record in batch)
        {
            if (record.Kind.IsFee() && payments.ChangedAgain.Count > 0)
            {
                looked.Add(record.Number);
            }

            PaymentType? type = null;
            Instant? changed = null;
            if (PaymentOf(record) is { } payment)
            {
                type = payments.TryGetType(payment, out var known) ? known : typeOf.GetValueOrDefault(payment);
                changed = payments.ChangedAgain.TryGetValue(payment, out var moment) ? moment : null;
            }

            assessment.Assess(record, type, changed, books);
        }

        batch.Clear();
    }

    /// <summary>The types of the payments that the batch's fees belong to and the plan would not look at by itself.</summary>
    private async Task<Dictionary<RecordKey, PaymentType?>> ReadOtherTypesAsync(CancellationToken cancellationToken)
    {
        var keys = batch.Select(PaymentOf).OfType<RecordKey>().Where(key => !payments.TryGetType(key, out _)).ToHashSet();
        var found = keys.Count == 0 ? [] : await store.FindByKeyAsync(range.Connection, Payments, keys, cancellationToken);
        return found.ToDictionary(payment => payment.Key, payment => (payment.Content as Payment)?.Type);
    }

    private static RecordKey? PaymentOf(StoredRecord record) => record.Kind.IsFee() ? record.Link : null;
}
