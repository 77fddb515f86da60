namespace Daybook.Bookkeeping;

/// <summary>
/// What a pushed record is. A transaction's type is part of its kind, since the transaction of a payment and the one of
/// that payment's fee carry the same id. The numbers are stored: never change one.
/// </summary>
public enum RecordKind : short
{
    Order = 1,
    Payment = 2,
    Product = 3,
    ProductCategory = 4,
    Location = 5,
    PaymentMethod = 6,
    TaxComponent = 7,
    Customer = 8,

    /// <summary>A transaction of type Unknown: it can be booked only where its sub-type says what it is.</summary>
    UnknownTransaction = 10,

    /// <summary>A transaction of type Payment: ties the payment of the same id to its order.</summary>
    PaymentTransaction = 11,

    /// <summary>A transaction of type Refund: ties the (negative) payment of the same id to its order.</summary>
    RefundTransaction = 12,
    Payout = 13,
    FailedPayout = 14,
    Transfer = 15,
    PaymentFee = 16,
    PaymentFeeRefund = 17,
}

/// <summary>What is known of a kind of record.</summary>
public static class RecordKinds
{
    /// <summary>All kinds that a transaction may have, Unknown first.</summary>
    public static readonly IReadOnlyList<RecordKind> OfTransactions =
    [
        RecordKind.UnknownTransaction, RecordKind.PaymentTransaction, RecordKind.RefundTransaction, RecordKind.Payout,
        RecordKind.FailedPayout, RecordKind.Transfer, RecordKind.PaymentFee, RecordKind.PaymentFeeRefund,
    ];

    public static bool IsTransaction(this RecordKind kind) => kind >= RecordKind.UnknownTransaction;

    /// <summary>Whether the record ties a payment to its order and has no effect of its own.</summary>
    public static bool IsTie(this RecordKind kind) => kind is RecordKind.PaymentTransaction or RecordKind.RefundTransaction;

    /// <summary>Whether the record is a fee of a payment, or the return of one.</summary>
    public static bool IsFee(this RecordKind kind) => kind is RecordKind.PaymentFee or RecordKind.PaymentFeeRefund;
}
