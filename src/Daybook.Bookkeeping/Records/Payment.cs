using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>Money that came in for an order, or went back (negative).</summary>
public sealed record Payment
{
    /// <summary>The source's id: unique among the payments of a connection, and shared with its transactions.</summary>
    public required string Id { get; init; }

    /// <summary>Gratuity included; negative for a refund.</summary>
    public decimal Amount { get; init; }

    /// <summary>Null where the source gives none or one that is not ISO 4217: such a payment can't be booked.</summary>
    public Currency? Currency { get; init; }

    public required PaymentType Type { get; init; }

    public PaymentStatus Status { get; init; }

    /// <summary>Decides the payment's business day. Null where the source gives none: such a payment can't be booked.</summary>
    public Instant? CreatedAt { get; init; }
}

/// <summary>How a payment was made: one of the contract's types (<c>card</c>, <c>cash</c>, …) or a payment method of the shop's own (<c>method:ID</c>).</summary>
/// <param name="Key">The key of the account that the merchant maps it to.</param>
public readonly record struct PaymentType(string Key)
{
    private const string MethodPrefix = "method:";

    public static readonly PaymentType Card = new("card");
    public static readonly PaymentType Cash = new("cash");

    /// <summary>A gift card redeemed.</summary>
    public static readonly PaymentType Prepaid = new("prepaidPayment");

    public static PaymentType Method(string id) => new(MethodPrefix + id);

    /// <summary>The id of the payment method, or null where this is one of the contract's types.</summary>
    public string? MethodId => Key.StartsWith(MethodPrefix, StringComparison.Ordinal) ? Key[MethodPrefix.Length..] : null;

    public override string ToString() => Key;
}

/// <summary>Only what is Paid is money.</summary>
public enum PaymentStatus : byte
{
    Unknown = 0,
    Pending = 1,
    Authorized = 2,
    Paid = 3,
    Failed = 4,
    Cancelled = 5,
}
