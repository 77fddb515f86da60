namespace Daybook.Bookkeeping;

/// <summary>What the effects of orders need to know of the shop's products and taxes.</summary>
public sealed class Catalogue
{
    /// <summary>A shop that has said nothing of its products: everything is an ordinary sale without a category.</summary>
    public static readonly Catalogue Empty = new(new Dictionary<string, Product>(), new Dictionary<string, decimal>());

    private readonly IReadOnlyDictionary<string, Product> products;
    private readonly IReadOnlyDictionary<string, decimal> componentRates;

    /// <param name="products">By product id; only products that are gift cards or have a category need be here.</param>
    /// <param name="componentRates">The rate in percent of each tax component, by its id.</param>
    public Catalogue(IReadOnlyDictionary<string, Product> products, IReadOnlyDictionary<string, decimal> componentRates)
    {
        this.products = products;
        this.componentRates = componentRates;
    }

    /// <summary>The product of an id; an ordinary one where it is not known.</summary>
    public Product ProductOf(string? id) =>
        id is not null && products.TryGetValue(id, out var product) ? product : Product.Ordinary;

    /// <summary>The rate in percent of a tax component; 0 where it is not known.</summary>
    public decimal RateOf(TaxShare share) => share.Rate ?? componentRates.GetValueOrDefault(share.Component);
}

/// <summary>What matters of a product to the books.</summary>
/// <param name="IsGiftCard">Selling it is no sale yet: the money is owed until the card is redeemed.</param>
/// <param name="Category">The id of its category, or the empty string.</param>
public sealed record Product(bool IsGiftCard, string Category)
{
    public static readonly Product Ordinary = new(false, "");
}
