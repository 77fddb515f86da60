namespace Daybook.Wire.Commerce;

/// <summary>Records to store: the one member that the data type names, such as <c>orders</c> for <c>commerce-orders</c>.</summary>
public sealed record CommercePush
{
    public IReadOnlyList<Order>? Orders { get; init; }

    public IReadOnlyList<Payment>? Payments { get; init; }

    public IReadOnlyList<Transaction>? Transactions { get; init; }

    public IReadOnlyList<Product>? Products { get; init; }

    public IReadOnlyList<ProductCategory>? ProductCategories { get; init; }

    public IReadOnlyList<Location>? Locations { get; init; }

    public IReadOnlyList<TaxComponent>? TaxComponents { get; init; }

    public IReadOnlyList<PaymentMethod>? PaymentMethods { get; init; }

    public IReadOnlyList<Customer>? Customers { get; init; }

    /// <summary>Not looked at.</summary>
    public string? ContractVersion { get; init; }
}

/// <summary>A push that is stored.</summary>
public sealed record CommercePushed
{
    /// <summary>What was sent, byte for byte.</summary>
    public required CommercePush Data { get; init; }

    /// <summary>What the push is called when its status or the remarks on it are asked for.</summary>
    public required Guid DatasetId { get; init; }
}

/// <summary>The whole flat list of product categories: those that it leaves out are deleted.</summary>
public sealed record ProductCategoryList
{
    public required IReadOnlyList<ProductCategory> ProductCategories { get; init; }

    /// <summary>Not looked at.</summary>
    public string? ContractVersion { get; init; }
}
