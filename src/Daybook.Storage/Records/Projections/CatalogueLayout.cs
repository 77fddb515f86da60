using Daybook.Syncing;

namespace Daybook.Storage.Records.Projections;

internal static class CatalogueLayout
{
    private const byte HasName = 1;
    private const byte HasCategory = 2;
    private const byte HasRate = 4;
    private const byte GiftCard = 8;

    public static void Write(PackWriter target, CatalogueItem item)
    {
        target.Add((byte)((item.Name is null ? 0 : HasName) | (item.Category is null ? 0 : HasCategory) | (item.Rate is null ? 0 : HasRate) | (item.IsGiftCard ? GiftCard : 0)));
        target.Add(item.Id);
        Optional.Write(target, item.Name);
        Optional.Write(target, item.Category);
        Optional.Write(target, item.Rate);
    }

    public static CatalogueItem Read(ref PackReader source)
    {
        var flags = source.Byte();
        return new CatalogueItem
        {
            Id = source.Text(),
            Name = (flags & HasName) == 0 ? null : source.Text(),
            Category = (flags & HasCategory) == 0 ? null : source.Text(),
            Rate = (flags & HasRate) == 0 ? null : source.Decimal(),
            IsGiftCard = (flags & GiftCard) != 0,
        };
    }
}
