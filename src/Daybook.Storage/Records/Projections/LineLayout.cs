using Daybook.Bookkeeping;

namespace Daybook.Storage.Records.Projections;

internal static class LineLayout
{
    private const byte HasTax = 1;
    private const byte HasRate = 2;
    private const byte HasShares = 4;
    private const byte HasProduct = 8;
    private const byte HasDiscount = 16;
    private const int TypeShift = 3;

    public static void Write(PackWriter target, OrderLine line)
    {
        target.Add((byte)(Flags(line.Tax, line.Rate, line.Taxes) | (line.Product is null ? 0 : HasProduct) | (line.Discount == 0 ? 0 : HasDiscount)));
        Optional.Write(target, line.Product);
        target.Add(line.Total);
        Optional.WriteUnlessZero(target, line.Discount);
        WriteTax(target, line.Tax, line.Rate, line.Taxes);
    }

    public static void Write(PackWriter target, ServiceCharge charge)
    {
        target.Add((byte)(Flags(charge.Tax, charge.Rate, charge.Taxes) | ((int)charge.Type << TypeShift)));
        target.Add(charge.Total);
        WriteTax(target, charge.Tax, charge.Rate, charge.Taxes);
    }

    public static IReadOnlyList<OrderLine> ReadLines(ref PackReader source)
    {
        var count = source.Count();
        if (count == 0)
        {
            return [];
        }

        var lines = new OrderLine[count];
        for (var i = 0; i < lines.Length; i++)
        {
            var flags = source.Byte();
            lines[i] = new OrderLine
            {
                Product = (flags & HasProduct) == 0 ? null : source.Text(),
                Total = source.Decimal(),
                Discount = (flags & HasDiscount) == 0 ? 0 : source.Decimal(),
                Tax = (flags & HasTax) == 0 ? 0 : source.Decimal(),
                Rate = (flags & HasRate) == 0 ? 0 : source.Decimal(),
                Taxes = (flags & HasShares) == 0 ? [] : ReadShares(ref source),
            };
        }

        return lines;
    }

    public static IReadOnlyList<ServiceCharge> ReadCharges(ref PackReader source)
    {
        var count = source.Count();
        if (count == 0)
        {
            return [];
        }

        var charges = new ServiceCharge[count];
        for (var i = 0; i < charges.Length; i++)
        {
            var flags = source.Byte();
            charges[i] = new ServiceCharge
            {
                Type = (ServiceChargeType)(flags >> TypeShift),
                Total = source.Decimal(),
                Tax = (flags & HasTax) == 0 ? 0 : source.Decimal(),
                Rate = (flags & HasRate) == 0 ? 0 : source.Decimal(),
                Taxes = (flags & HasShares) == 0 ? [] : ReadShares(ref source),
            };
        }

        return charges;
    }

    private static int Flags(decimal tax, decimal rate, IReadOnlyList<TaxShare> shares) =>
        (tax == 0 ? 0 : HasTax) | (rate == 0 ? 0 : HasRate) | (shares.Count == 0 ? 0 : HasShares);

    private static void WriteTax(PackWriter target, decimal tax, decimal rate, IReadOnlyList<TaxShare> shares)
    {
        Optional.WriteUnlessZero(target, tax);
        Optional.WriteUnlessZero(target, rate);
        if (shares.Count == 0)
        {
            return;
        }

        target.Add((uint)shares.Count);
        for (var i = 0; i < shares.Count; i++)
        {
            target.Add(shares[i].Component);
            target.Add(shares[i].Rate is null ? (byte)0 : HasRate);
            Optional.Write(target, shares[i].Rate);
        }
    }

    private static TaxShare[] ReadShares(ref PackReader source)
    {
        var shares = new TaxShare[source.Count()];
        for (var i = 0; i < shares.Length; i++)
        {
            var component = source.Text();
            shares[i] = new TaxShare(component, source.Byte() == 0 ? null : source.Decimal());
        }

        return shares;
    }
}
