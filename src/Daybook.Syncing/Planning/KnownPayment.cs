using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>A payment as a plan sees it: the record and the tie to its order.</summary>
internal readonly record struct KnownPayment
{
    public required long Number { get; init; }

    public required RecordKey Key { get; init; }

    /// <summary>Null where the payment is deleted.</summary>
    public Payment? Content { get; init; }

    public required Instant Changed { get; init; }

    public required long Sequence { get; init; }

    public required long FirstSequence { get; init; }

    /// <summary>Whether a transaction says which order it is for, and still stands.</summary>
    public bool IsTied { get; init; }

    public static KnownPayment Of(in StoredRecord record, bool isTied) => new()
    {
        Number = record.Number,
        Key = record.Key,
        Content = record.Content as Payment,
        Changed = record.Changed,
        Sequence = record.Sequence,
        FirstSequence = record.FirstSequence,
        IsTied = isTied,
    };
}

/// <summary>What ties a payment to its order.</summary>
/// <param name="Number">The transaction's record number.</param>
/// <param name="Order">The key of the order, also of a tie that was deleted; null where the source named none.</param>
/// <param name="Stands">False where the tie was deleted.</param>
/// <param name="Changed">When it last changed.</param>
internal readonly record struct Tie(long Number, RecordKey? Order, bool Stands, Instant Changed)
{
    public static Tie Of(in StoredRecord record) => new(record.Number, record.Link, !record.IsDeleted, record.Changed);
}
