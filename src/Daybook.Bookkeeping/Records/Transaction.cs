using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>A movement of the merchant's balance at the payment provider.</summary>
public sealed record Transaction
{
    /// <summary>The source's id: unique only together with <see cref="Kind"/>.</summary>
    public required string Id { get; init; }

    public required RecordKind Kind { get; init; }

    /// <summary>The source's own word: loan, loanPayment, loanFee, cashback, …; null where it gives none.</summary>
    public string? SubType { get; init; }

    /// <summary>The change of the balance: a payment is positive; a refund, a fee and a payout are negative.</summary>
    public decimal Amount { get; init; }

    /// <summary>Null where the source gives none or one that is not ISO 4217: such a transaction can't be booked.</summary>
    public Currency? Currency { get; init; }

    /// <summary>What the transaction comes from.</summary>
    public TransactionSource? Source { get; init; }

    /// <summary>Decides the transaction's business day. Null where the source gives none: such a transaction can't be booked.</summary>
    public Instant? CreatedAt { get; init; }
}

/// <summary>The record that a transaction comes from.</summary>
public sealed record TransactionSource(string Id, TransactionSourceType Type);

/// <summary>What sort of record a transaction comes from.</summary>
public enum TransactionSourceType : byte
{
    Unknown = 0,
    Fee = 1,
    Order = 2,
    Payment = 3,
    ServiceCharge = 4,
}
