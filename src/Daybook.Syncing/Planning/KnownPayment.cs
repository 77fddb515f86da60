using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>A payment as a plan sees it: the record, and what ties it to its order.</summary>
internal readonly record struct KnownPayment
{
    public required long Number { get; init; }

    public required RecordKey Key { get; init; }

    /// <summary>Null where the payment is deleted.</summary>
    public Payment? Content { get; init; }

    /// <summary>When it or its tie last changed.</summary>
    public required Instant Changed { get; init; }

    /// <summary>The connection's count of changes at the latest change of it or its tie.</summary>
    public required long Sequence { get; init; }

    public required long FirstSequence { get; init; }

    /// <summary>Whether a transaction says which order it is for, and still stands.</summary>
    public bool IsTied { get; init; }

    public static KnownPayment Of(in StoredRecord record, Tie? tie) => new()
    {
        Number = record.Number,
        Key = record.Key,
        Content = record.Content as Payment,
        Changed = tie is { } last ? Instant.Max(record.Changed, last.Changed) : record.Changed,
        Sequence = Math.Max(record.Sequence, tie?.Sequence ?? 0),
        FirstSequence = record.FirstSequence,
        IsTied = tie is { Stands: true },
    };
}

/// <summary>What ties a payment to its order.</summary>
/// <param name="Number">The transaction's record number.</param>
/// <param name="Order">The key of the order, also of a tie that was deleted; null where the source named none.</param>
/// <param name="Stands">False where the tie was deleted.</param>
/// <param name="IsRefund">Whether it is of type Refund: the same payment may have one of each type.</param>
/// <param name="Changed">When it last changed.</param>
/// <param name="Sequence">The connection's count of changes when it last changed.</param>
internal readonly record struct Tie(long Number, RecordKey? Order, bool Stands, bool IsRefund, Instant Changed, long Sequence)
{
    public static Tie Of(in StoredRecord record) =>
        new(record.Number, record.Link, !record.IsDeleted, record.Kind == RecordKind.RefundTransaction, record.Changed, record.Sequence);

    /// <summary>Of a payment's two possible ties the one that stands counts; where both stand, that of type Payment.</summary>
    public bool CountsBefore(in Tie other) => Stands == other.Stands ? !IsRefund && other.IsRefund : Stands;
}
