using Daybook.Bookkeeping;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>Reads the lines of orders.</summary>
internal static class OrderLineReader
{
    private enum Member
    {
        Id,
        Quantity,
        UnitPrice,
        ProductRef,
        TotalAmount,
        TotalTaxAmount,
        TaxPercentage,
        DiscountAllocations,
        Taxes,
    }

    private enum DiscountMember
    {
        TotalAmount,
    }

    public static IReadOnlyList<OrderLine> Read(ref JsonCursor json)
    {
        if (!json.EnterArray("orderLineItems"))
        {
            return [];
        }

        var lines = new List<OrderLine>(4);
        while (json.NextItem())
        {
            lines.Add(Line(ref json));
        }

        return lines;
    }

    private static OrderLine Line(ref JsonCursor json)
    {
        string? product = null;
        decimal total = 0;
        decimal tax = 0;
        decimal rate = 0;
        decimal discount = 0;
        IReadOnlyList<TaxShare> taxes = [];
        while (json.NextMember<Member>(out var member))
        {
            switch (member)
            {
                case Member.Id: json.Text("id"); break;
                case Member.Quantity: json.Number("quantity"); break;
                case Member.UnitPrice: json.Number("unitPrice"); break;
                case Member.ProductRef: product = RefReader.Id(ref json, "productRef"); break;
                case Member.TotalAmount: total = json.Number("totalAmount") ?? 0; break;
                case Member.TotalTaxAmount: tax = json.Number("totalTaxAmount") ?? 0; break;
                case Member.TaxPercentage: rate = json.Number("taxPercentage") ?? 0; break;
                case Member.DiscountAllocations: discount = Discounts(ref json); break;
                case Member.Taxes: taxes = TaxShareReader.Read(ref json); break;
            }
        }

        return new OrderLine { Product = product, Total = total, Tax = tax, Rate = rate, Discount = discount, Taxes = taxes };
    }

    private static decimal Discounts(ref JsonCursor json)
    {
        decimal sum = 0;
        if (json.EnterArray("discountAllocations"))
        {
            while (json.NextItem())
            {
                while (json.NextMember<DiscountMember>(out _))
                {
                    sum += Math.Abs(json.Number("totalAmount") ?? 0);
                }
            }
        }

        return sum;
    }
}
