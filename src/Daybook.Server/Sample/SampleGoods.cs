namespace Daybook.Server.Sample;

/// <summary>Something that the sample shop sells.</summary>
/// <param name="Id">The product's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Category">The id of its category, or null.</param>
/// <param name="Price">With tax.</param>
/// <param name="Rate">The tax rate in percent.</param>
internal sealed record SampleGoods(string Id, string Name, string? Category, decimal Price, decimal Rate)
{
    public static readonly SampleGoods FlatWhite = new("flat-white", "Flat white", "drinks", 3.40m, 20);
    public static readonly SampleGoods Tea = new("tea", "Pot of tea", "drinks", 2.60m, 20);
    public static readonly SampleGoods Croissant = new("croissant", "Croissant", "food", 2.80m, 20);
    public static readonly SampleGoods Soup = new("soup", "Soup of the day", "food", 7.50m, 20);
    public static readonly SampleGoods Brunch = new("brunch", "Brunch plate", "food", 12.90m, 20);
    public static readonly SampleGoods Beans = new("beans", "Coffee beans, 250 g", "beans", 11.50m, 0);
    public static readonly SampleGoods GiftCard = new("gift-card", "Gift card", null, 50.00m, 0);

    public static readonly IReadOnlyList<SampleGoods> All = [FlatWhite, Tea, Croissant, Soup, Brunch, Beans, GiftCard];

    /// <summary>The product categories, by id.</summary>
    public static readonly IReadOnlyDictionary<string, string> Categories =
        new Dictionary<string, string> { ["drinks"] = "Drinks", ["food"] = "Food", ["beans"] = "Coffee beans" };

    /// <summary>The locations, by id.</summary>
    public static readonly IReadOnlyDictionary<string, string> Locations =
        new Dictionary<string, string> { [SampleOrder.Cafe] = "Café at the harbour", [SampleOrder.WebShop] = "Web shop" };

    public object ToWire() => new { Id, Name, IsGiftCard = this == GiftCard, Category = Category is null ? null : new { id = Category } };

    /// <summary>The tax inside an amount at a rate, to the penny.</summary>
    public static decimal TaxIn(decimal gross, decimal rate) => decimal.Round(gross * rate / (100 + rate), 2, MidpointRounding.AwayFromZero);
}
