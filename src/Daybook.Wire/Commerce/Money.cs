using System.ComponentModel.DataAnnotations;

namespace Daybook.Wire.Commerce;

/// <summary>Money given for an order, or given back.</summary>
public sealed record Payment
{
    /// <summary>The shop's own id.</summary>
    public required string Id { get; init; }

    /// <summary>With the tip; negative for a refund.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>How it was paid, where the shop has no payment methods of its own.</summary>
    [AllowedValues("Unknown", "Cash", "Card", "Invoice", "OnlineCard", "Swish", "Vipps", "Mobile", "StoreCredit", "Paypal", "Custom", "Prepaid")]
    public string? Type { get; init; }

    /// <summary>How it was paid, by the shop's own payment method.</summary>
    public RecordRef? PaymentMethodRef { get; init; }

    /// <summary>Only what is <c>Paid</c> is booked.</summary>
    [AllowedValues("Unknown", "Pending", "Authorized", "Paid", "Failed", "Cancelled")]
    public string? Status { get; init; }

    public string? PaymentProvider { get; init; }

    public string? DueDate { get; init; }

    /// <inheritdoc cref="Order.CreatedDate"/>
    public string? CreatedDate { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>A change of the merchant's balance at the payment provider. Its key is id and type: a payment and its fee share an id.</summary>
public sealed record Transaction
{
    public required string Id { get; init; }

    [AllowedValues("Unknown", "Payment", "Refund", "Payout", "FailedPayout", "Transfer", "PaymentFee", "PaymentFeeRefund")]
    public string? Type { get; init; }

    /// <summary>The source's own word, such as <c>loan</c>, <c>loanPayment</c>, <c>loanFee</c> or <c>cashback</c>.</summary>
    public string? SubType { get; init; }

    /// <summary>The change of the balance: payment +, refund −, fee −, payout −.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public TransactionSource? TransactionSourceRef { get; init; }

    /// <inheritdoc cref="Order.CreatedDate"/>
    public string? CreatedDate { get; init; }

    public string? SourceCreatedDate { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>What a transaction is about: for a payment its order, for a fee its payment.</summary>
/// <param name="Id">The id in the shop.</param>
/// <param name="Type">What that is.</param>
public sealed record TransactionSource(
    string Id,
    [property: AllowedValues("Unknown", "Fee", "Order", "Payment", "ServiceCharge")] string Type);

/// <summary>A customer's complaint at the provider about a payment. There are none here: they can't be pushed.</summary>
public sealed record Dispute
{
    public required string Id { get; init; }

    public string? Status { get; init; }

    public decimal? TotalAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public string? DueDate { get; init; }
}
