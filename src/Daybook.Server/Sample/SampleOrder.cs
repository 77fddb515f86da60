using NodaTime;

namespace Daybook.Server.Sample;

/// <summary>An order of the sample shop.</summary>
/// <param name="Id">Its id and number.</param>
/// <param name="At">When it was made.</param>
/// <param name="Location">The id of the location that made it.</param>
/// <param name="Lines">What was sold, and how many; a negative number gives back.</param>
internal sealed record SampleOrder(string Id, Instant At, string Location, params IReadOnlyList<(SampleGoods Goods, int Quantity)> Lines)
{
    public const string Cafe = "cafe";
    public const string WebShop = "web";

    /// <summary>When this version of it was made; null: it is the first.</summary>
    public Instant? Changed { get; init; }

    /// <summary>On top of <see cref="Total"/>.</summary>
    public decimal Tip { get; init; }

    /// <summary>With 20% tax.</summary>
    public decimal Shipping { get; init; }

    /// <summary>Percent off the whole order, which no line shows.</summary>
    public decimal Discount { get; init; }

    /// <summary>What the customer owes, without the tip.</summary>
    public decimal Total => Lines.Sum(Gross) + Shipping - Off(Gross);

    public object ToWire() => new
    {
        Id,
        OrderNumber = Id,
        Country = "GB",
        Currency = "GBP",
        CreatedDate = At.ToString(),
        SourceModifiedDate = (Changed ?? At).ToString(),
        TotalAmount = Total,
        TotalRefund = Lines.Where(line => line.Quantity < 0).Sum(Gross),
        TotalDiscount = Off(line => Gross(line) - Tax(line)),
        TotalGratuity = Tip,
        TotalTaxAmount = Discount > 0 ? (decimal?)null : Lines.Sum(Tax) + SampleGoods.TaxIn(Shipping, 20),
        LocationRef = new { Id = Location },
        OrderLineItems = Lines.Select((line, i) => new
        {
            Id = $"{Id}-{i + 1}",
            line.Quantity,
            UnitPrice = Math.Round(line.Goods.Price / (1 + (line.Goods.Rate / 100)), 4),
            ProductRef = new { line.Goods.Id, line.Goods.Name },
            TotalAmount = Gross(line),
            TotalTaxAmount = Tax(line),
            TaxPercentage = line.Goods.Rate,
        }),
        ServiceCharges = Shipping == 0 ? null : new[] { new { Type = "Shipping", TotalAmount = Shipping, TaxAmount = SampleGoods.TaxIn(Shipping, 20), TaxPercentage = 20m, Quantity = 1 } },
    };

    private static decimal Gross((SampleGoods Goods, int Quantity) line) => line.Goods.Price * line.Quantity;

    private static decimal Tax((SampleGoods Goods, int Quantity) line) => SampleGoods.TaxIn(Gross(line), line.Goods.Rate);

    private decimal Off(Func<(SampleGoods Goods, int Quantity), decimal> amount) =>
        decimal.Round(Lines.Sum(amount) * Discount / 100, 2, MidpointRounding.AwayFromZero);
}
