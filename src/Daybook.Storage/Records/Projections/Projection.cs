using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Storage.Records.Projections;

/// <summary>What the books need of a record, packed: planning reads millions of these and never the JSON again.</summary>
/// <remarks>
/// The first byte is the version of the layout, the second says what follows. What is absent or zero takes a bit and no more.
/// Layouts are stored: never change one, add a version.
/// </remarks>
internal static class Projection
{
    private const byte Layout = 1;
    private const byte OrderTag = 1;
    private const byte PaymentTag = 2;
    private const byte TransactionTag = 3;
    private const byte CatalogueTag = 4;

    public static void Write(PackWriter target, object content)
    {
        target.Add(Layout);
        switch (content)
        {
            case Order order:
                target.Add(OrderTag);
                OrderLayout.Write(target, order);
                break;
            case Payment payment:
                target.Add(PaymentTag);
                MoneyLayout.Write(target, payment);
                break;
            case Transaction transaction:
                target.Add(TransactionTag);
                MoneyLayout.Write(target, transaction);
                break;
            case CatalogueItem item:
                target.Add(CatalogueTag);
                CatalogueLayout.Write(target, item);
                break;
            default:
                throw new ArgumentException($"A {content.GetType().Name} is no content of a record.", nameof(content));
        }
    }

    public static object Read(ReadOnlySpan<byte> packed)
    {
        var source = new PackReader(packed);
        var layout = source.Byte();
        if (layout != Layout)
        {
            throw new InvalidDataException($"A record is packed in layout {layout}, which this version does not know.");
        }

        var tag = source.Byte();
        return tag switch
        {
            OrderTag => OrderLayout.Read(ref source),
            PaymentTag => MoneyLayout.ReadPayment(ref source),
            TransactionTag => MoneyLayout.ReadTransaction(ref source),
            CatalogueTag => CatalogueLayout.Read(ref source),
            _ => throw new InvalidDataException($"A record is packed as {tag}, which this version does not know."),
        };
    }
}
