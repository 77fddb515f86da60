using System.ComponentModel.DataAnnotations;

namespace Daybook.Wire.Commerce;

/// <summary>A sale. Amounts are in the currency's units; an object with an <c>id</c> alone deletes the order.</summary>
public sealed record Order
{
    /// <summary>The shop's own id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>ISO 3166-1.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>When it was made: it is booked on the business day of this moment. UTC where it has no zone.</summary>
    public string? CreatedDate { get; init; }

    public string? ClosedDate { get; init; }

    /// <summary>When the shop last changed it: an older version never replaces a newer one.</summary>
    public string? SourceModifiedDate { get; init; }

    /// <summary>When it was last changed here, UTC. In a push the version of a record without <c>sourceModifiedDate</c>.</summary>
    public string? ModifiedDate { get; init; }

    /// <summary>With tax, after discounts and refunds, without the tip.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>Negative or zero.</summary>
    public decimal? TotalRefund { get; init; }

    public decimal? TotalTaxAmount { get; init; }

    /// <summary>Without tax.</summary>
    public decimal? TotalDiscount { get; init; }

    public decimal? TotalGratuity { get; init; }

    public IReadOnlyList<OrderLine>? OrderLineItems { get; init; }

    /// <summary>Not booked: payments are pushed as records of their own.</summary>
    public IReadOnlyList<Payment>? Payments { get; init; }

    public IReadOnlyList<ServiceCharge>? ServiceCharges { get; init; }

    public RecordRef? LocationRef { get; init; }

    public RecordRef? CustomerRef { get; init; }
}

/// <summary>A line of an order; a negative quantity gives back.</summary>
public sealed record OrderLine
{
    public string? Id { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>Without tax and before discounts.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>20 for 20%.</summary>
    public decimal? TaxPercentage { get; init; }

    /// <summary>With tax, after discounts.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>The tax as the shop charged it: this is what is booked.</summary>
    public decimal? TotalTaxAmount { get; init; }

    public IReadOnlyList<TaxShare>? Taxes { get; init; }

    public IReadOnlyList<DiscountAllocation>? DiscountAllocations { get; init; }

    public RecordRef? ProductRef { get; init; }

    public RecordRef? ProductVariantRef { get; init; }
}

/// <summary>A tax component of a line or charge.</summary>
/// <param name="TaxComponentRef">The component.</param>
/// <param name="Rate">Its share, as a rate or an amount; absent: the component's own rate.</param>
public sealed record TaxShare(RecordRef? TaxComponentRef, decimal? Rate);

/// <summary>A discount on a line.</summary>
public sealed record DiscountAllocation(string? Name, decimal? TotalAmount);

/// <summary>Shipping and other charges of an order.</summary>
public sealed record ServiceCharge
{
    public string? Description { get; init; }

    [AllowedValues("Generic", "Shipping", "Overpayment", "Unknown")]
    public string? Type { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>With tax.</summary>
    public decimal? TotalAmount { get; init; }

    public decimal? TaxAmount { get; init; }

    /// <summary>20 for 20%.</summary>
    public decimal? TaxPercentage { get; init; }

    public IReadOnlyList<TaxShare>? Taxes { get; init; }
}

/// <summary>Another record.</summary>
/// <param name="Id">Its id in the shop.</param>
/// <param name="Name">Its name; not looked at.</param>
public sealed record RecordRef(string Id, string? Name);
