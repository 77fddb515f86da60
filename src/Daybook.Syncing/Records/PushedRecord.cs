using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>One record of a push, read and checked, on its way into the store.</summary>
public readonly record struct PushedRecord
{
    public required RecordKind Kind { get; init; }

    /// <summary>The key of the source's id.</summary>
    public required RecordKey Key { get; init; }

    /// <summary>The key of the record that this hangs on: a tie's order, a fee's payment; null for all others.</summary>
    public RecordKey? Link { get; init; }

    /// <summary>When the source last changed it (<c>sourceModifiedDate</c>, else <c>modifiedDate</c>); null: when it arrives.</summary>
    public Instant? Modified { get; init; }

    /// <summary>The record's <c>createdDate</c>, or null.</summary>
    public Instant? Created { get; init; }

    /// <summary>Whether the source deletes the record: it sent the id alone.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>What the books need of it: an <see cref="Order"/>, <see cref="Payment"/>, <see cref="Transaction"/> or <see cref="CatalogueItem"/>; null where it is deleted.</summary>
    public object? Content { get; init; }

    /// <summary>The record as it was sent: a JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}

/// <summary>What the books need of a product, product category, location, payment method, tax component or customer.</summary>
public sealed record CatalogueItem
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Of a product: whether selling it is selling a gift card.</summary>
    public bool IsGiftCard { get; init; }

    /// <summary>Of a product: the id of its category.</summary>
    public string? Category { get; init; }

    /// <summary>Of a tax component: its rate in percent.</summary>
    public decimal? Rate { get; init; }
}

/// <summary>A record as the store holds it.</summary>
public readonly record struct StoredRecord
{
    /// <summary>The record's own number in the store.</summary>
    public required long Number { get; init; }

    public required RecordKind Kind { get; init; }

    public required RecordKey Key { get; init; }

    public RecordKey? Link { get; init; }

    /// <summary>The connection's count of changes when this version arrived: a later change has a higher one.</summary>
    public required long Sequence { get; init; }

    /// <summary>The connection's count of changes when the record first arrived: a plan that looked at less has never seen it.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>When the source last changed it.</summary>
    public required Instant Changed { get; init; }

    public Instant? Created { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>As <see cref="PushedRecord.Content"/>.</summary>
    public object? Content { get; init; }
}
