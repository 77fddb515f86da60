using Daybook.Bookkeeping;

namespace Daybook.Storage.Records.Projections;

internal static class OrderLayout
{
    public static void Write(PackWriter target, Order order)
    {
        target.Add((byte)(
            (order.Number is null ? 0 : Has.Number) | (order.Currency is null ? 0 : Has.Currency) | (order.CreatedAt is null ? 0 : Has.Created)
            | (order.Tax is null ? 0 : Has.Tax) | (order.Location is null ? 0 : Has.Location) | (order.Refund == 0 ? 0 : Has.Refund)
            | (order.Discount == 0 ? 0 : Has.Discount) | (order.Gratuity == 0 ? 0 : Has.Gratuity)));
        target.Add(order.Id);
        target.Add(order.Total);
        Optional.Write(target, order.Number);
        MoneyLayout.Write(target, order.Currency);
        Optional.Write(target, order.CreatedAt);
        Optional.Write(target, order.Tax);
        Optional.Write(target, order.Location);
        Optional.WriteUnlessZero(target, order.Refund);
        Optional.WriteUnlessZero(target, order.Discount);
        Optional.WriteUnlessZero(target, order.Gratuity);
        target.Add((uint)order.Lines.Count);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            LineLayout.Write(target, order.Lines[i]);
        }

        target.Add((uint)order.Charges.Count);
        for (var i = 0; i < order.Charges.Count; i++)
        {
            LineLayout.Write(target, order.Charges[i]);
        }
    }

    public static Order Read(ref PackReader source)
    {
        var has = source.Byte();
        return new Order
        {
            Id = source.Text(),
            Total = source.Decimal(),
            Number = (has & Has.Number) == 0 ? null : source.Text(),
            Currency = (has & Has.Currency) == 0 ? null : source.Currency(),
            CreatedAt = (has & Has.Created) == 0 ? null : source.Instant(),
            Tax = (has & Has.Tax) == 0 ? null : source.Decimal(),
            Location = (has & Has.Location) == 0 ? null : source.Text(),
            Refund = (has & Has.Refund) == 0 ? 0 : source.Decimal(),
            Discount = (has & Has.Discount) == 0 ? 0 : source.Decimal(),
            Gratuity = (has & Has.Gratuity) == 0 ? 0 : source.Decimal(),
            Lines = LineLayout.ReadLines(ref source),
            Charges = LineLayout.ReadCharges(ref source),
        };
    }

    private static class Has
    {
        public const byte Number = 1;
        public const byte Currency = 2;
        public const byte Created = 4;
        public const byte Tax = 8;
        public const byte Location = 16;
        public const byte Refund = 32;
        public const byte Discount = 64;
        public const byte Gratuity = 128;
    }
}
