using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>A sale as the source tells it. Amounts are in <see cref="Currency"/>, as the source gave them.</summary>
public sealed record Order
{
    /// <summary>The source's id: unique among the orders of a connection.</summary>
    public required string Id { get; init; }

    /// <summary>The number a person knows the order by; the id where the source gives none.</summary>
    public string? Number { get; init; }

    /// <summary>Null where the source gives none or one that is not ISO 4217: such an order can't be booked.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Decides the order's business day. Null where the source gives none: such an order can't be booked.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>What the customer owes: discounts, refunds and tax included, gratuity excluded.</summary>
    public decimal Total { get; init; }

    /// <summary>What was given back, as the source signs it (negative by contract; a positive one is read as negative).</summary>
    public decimal Refund { get; init; }

    /// <summary>The order's tax as the source states it, or null where it states none.</summary>
    public decimal? Tax { get; init; }

    /// <summary>The order's discounts without tax, as a magnitude.</summary>
    public decimal Discount { get; init; }

    /// <summary>The tip: on top of <see cref="Total"/>.</summary>
    public decimal Gratuity { get; init; }

    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public IReadOnlyList<ServiceCharge> Charges { get; init; } = [];

    /// <summary>The id of the location that made the sale, or null.</summary>
    public string? Location { get; init; }

    /// <summary>What a person calls the order: its number, else its id.</summary>
    public string Label => string.IsNullOrEmpty(Number) ? Id : Number;
}

/// <summary>One line of an order; a negative line is a refund.</summary>
public sealed record OrderLine
{
    /// <summary>The id of the product sold, or null.</summary>
    public string? Product { get; init; }

    /// <summary>The line's total with tax, after its own discounts.</summary>
    public decimal Total { get; init; }

    /// <summary>The tax inside <see cref="Total"/>, as the source states it.</summary>
    public decimal Tax { get; init; }

    /// <summary>The tax rate in percent: 20 for 20%.</summary>
    public decimal Rate { get; init; }

    /// <summary>The part of the order's discount that the source has already taken off this line, without tax, as a magnitude.</summary>
    public decimal Discount { get; init; }

    /// <summary>The taxes that make up <see cref="Tax"/>, where the source names them.</summary>
    public IReadOnlyList<TaxShare> Taxes { get; init; } = [];
}

/// <summary>A charge on an order that is not a product: shipping, service, an overpayment kept.</summary>
public sealed record ServiceCharge
{
    public ServiceChargeType Type { get; init; }

    /// <summary>The charge with tax.</summary>
    public decimal Total { get; init; }

    /// <summary>The tax inside <see cref="Total"/>.</summary>
    public decimal Tax { get; init; }

    /// <summary>The tax rate in percent.</summary>
    public decimal Rate { get; init; }

    public IReadOnlyList<TaxShare> Taxes { get; init; } = [];
}

/// <summary>The source's word for a service charge; Unknown is treated as Generic.</summary>
public enum ServiceChargeType : byte
{
    Unknown = 0,
    Generic = 1,
    Shipping = 2,
    Overpayment = 3,
}

/// <summary>A tax component on a line.</summary>
/// <param name="Component">The id of the tax component.</param>
/// <param name="Rate">Its rate in percent as the line states it; null: the component's own.</param>
public sealed record TaxShare(string Component, decimal? Rate);
