using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage.Records;

/// <summary>What the products and tax components of a push mean to orders: compared before and after, it tells whether orders booked long ago may have another effect now.</summary>
internal sealed class CatalogueMeaning(IDialect dialect, int connection, IReadOnlyList<RecordVersion> versions)
{
    private readonly RecordKey[] products = KeysOf(versions, RecordKind.Product);
    private readonly RecordKey[] components = KeysOf(versions, RecordKind.TaxComponent);

    public bool IsTouched => products.Length + components.Length > 0;

    /// <summary>The meanings stored now, of those that have one.</summary>
    public async Task<HashSet<Meaning>> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var meanings = new HashSet<Meaning>();
        var reader = new RecordReader(dialect);
        await foreach (var record in reader.ByKeyAsync(session, connection, [RecordKind.Product], products, cancellationToken))
        {
            if (record.Content is CatalogueItem item && (item.IsGiftCard || !string.IsNullOrEmpty(item.Category)))
            {
                meanings.Add(new Meaning(record.Number, item.IsGiftCard, item.Category ?? "", 0));
            }
        }

        await foreach (var record in reader.ByKeyAsync(session, connection, [RecordKind.TaxComponent], components, cancellationToken))
        {
            if (record.Content is CatalogueItem { Rate: { } rate } && rate != 0)
            {
                meanings.Add(new Meaning(record.Number, false, "", rate));
            }
        }

        return meanings;
    }

    private static RecordKey[] KeysOf(IReadOnlyList<RecordVersion> versions, RecordKind kind) =>
        [.. versions.Where(version => version.Kind == kind).Select(version => version.Key)];

    internal readonly record struct Meaning(long Record, bool IsGiftCard, string Category, decimal Rate);
}
