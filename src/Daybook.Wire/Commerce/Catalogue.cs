using System.ComponentModel.DataAnnotations;

namespace Daybook.Wire.Commerce;

/// <summary>Something that is sold.</summary>
public sealed record Product
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The id of its product category, where <see cref="ProductCategoryRef"/> is absent.</summary>
    public string? Categorization { get; init; }

    public RecordRef? ProductCategoryRef { get; init; }

    /// <summary>Whether selling it is taking money in advance; default false.</summary>
    public bool? IsGiftCard { get; init; }

    public IReadOnlyList<ProductVariant>? Variants { get; init; }

    /// <inheritdoc cref="Order.CreatedDate"/>
    public string? CreatedDate { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>A size or colour of a product. Not looked at when booking.</summary>
public sealed record ProductVariant
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    public string? UnitOfMeasure { get; init; }

    public bool? IsTaxEnabled { get; init; }

    public bool? ShippingRequired { get; init; }

    /// <summary>20 for 20%.</summary>
    public decimal? VatPercentage { get; init; }

    public IReadOnlyList<ProductPrice>? Prices { get; init; }

    [AllowedValues("Unknown", "Published", "Unpublished")]
    public string? Status { get; init; }

    public string? CreatedDate { get; init; }

    public string? SourceModifiedDate { get; init; }

    public string? ModifiedDate { get; init; }
}

/// <summary>What a variant costs.</summary>
public sealed record ProductPrice(string? Currency, decimal? UnitPrice);

/// <summary>What products are told apart by in the books.</summary>
public sealed record ProductCategory
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>Where things are sold.</summary>
public sealed record Location
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public Address? Address { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>A postal address.</summary>
public sealed record Address
{
    [AllowedValues("Unknown", "Billing", "Delivery", "Order", "Inventory")]
    public string? Type { get; init; }

    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    public string? Country { get; init; }

    public string? PostalCode { get; init; }
}

/// <summary>A way to pay that the shop has defined itself.</summary>
public sealed record PaymentMethod
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    [AllowedValues("Unknown", "Active", "Archived")]
    public string? Status { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>A tax that lines are taxed with, alone or together with others.</summary>
public sealed record TaxComponent
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>A fraction of the net price: 0.2 for 20%.</summary>
    public decimal? Rate { get; init; }

    public bool? IsCompound { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}

/// <summary>Somebody who buys.</summary>
public sealed record Customer
{
    public required string Id { get; init; }

    public string? CustomerName { get; init; }

    public string? EmailAddress { get; init; }

    public string? Phone { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? DefaultCurrency { get; init; }

    public IReadOnlyList<Address>? Addresses { get; init; }

    public string? Note { get; init; }

    /// <inheritdoc cref="Order.CreatedDate"/>
    public string? CreatedDate { get; init; }

    /// <inheritdoc cref="Order.SourceModifiedDate"/>
    public string? SourceModifiedDate { get; init; }

    /// <inheritdoc cref="Order.ModifiedDate"/>
    public string? ModifiedDate { get; init; }
}
