namespace Daybook.Bookkeeping;

/// <summary>Says of a well-formed record why it can't be booked; such a record is set aside until a corrected version arrives.</summary>
public static class Bookable
{
    /// <summary>Null where the order can be booked.</summary>
    public static string? Reason(Order order) => OrderParts.Of(order, Catalogue.Empty).Refusal;

    /// <summary>Null where the payment can be booked.</summary>
    public static string? Reason(Payment payment) =>
        payment.Currency is null ? "The payment has no currency that is an ISO 4217 code."
        : payment.CreatedAt is null ? "The payment has no createdDate, so its business day is not known."
        : null;

    /// <summary>Null where the transaction can be booked.</summary>
    public static string? Reason(Transaction transaction) =>
        transaction.Kind.IsTie() ? null
        : transaction.Currency is null ? "The transaction has no currency that is an ISO 4217 code."
        : transaction.CreatedAt is null ? "The transaction has no createdDate, so its business day is not known."
        : transaction.Kind == RecordKind.UnknownTransaction && Effects.SubTypeRole(transaction) is null
            ? "The transaction's type is Unknown and its subType is none of loan, loanPayment, loanFee and cashback."
        : null;

    /// <summary>What is unusual about a transaction that is booked all the same; null where nothing is.</summary>
    public static string? Warning(Transaction transaction) => (transaction.Kind, transaction.Amount) switch
    {
        (RecordKind.PaymentFee, > 0) => "A payment fee is expected to be negative; it is booked as a fee.",
        (RecordKind.PaymentFeeRefund, < 0) => "A payment fee refund is expected to be positive; it is booked as a fee refund.",
        (RecordKind.Payout, > 0) => "A positive payout is booked as money taken from the bank.",
        (RecordKind.FailedPayout, < 0) => "A negative failed payout is booked as money that reached the bank.",
        _ => null,
    };
}
