using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Storage.Syncs;

/// <summary>Gathers a shop's catalogue from its records.</summary>
internal sealed class CatalogueBuilder
{
    public static readonly IReadOnlyList<RecordKind> Kinds =
        [RecordKind.Product, RecordKind.ProductCategory, RecordKind.Location, RecordKind.PaymentMethod, RecordKind.TaxComponent];

    private readonly Dictionary<string, Product> products = [];
    private readonly Dictionary<string, decimal> rates = [];
    private readonly Dictionary<string, string> names = [];
    private readonly List<ChartItem> categories = [];
    private readonly List<ChartItem> methods = [];
    private readonly List<ChartItem> components = [];

    public void Add(in StoredRecord record)
    {
        if (record.Content is not CatalogueItem item)
        {
            return;
        }

        if (record.Kind == RecordKind.Product)
        {
            if (item.IsGiftCard || !string.IsNullOrEmpty(item.Category))
            {
                products[item.Id] = new Product(item.IsGiftCard, item.Category ?? "");
            }

            return;
        }

        if (item.Name is { } name)
        {
            names[item.Id] = name;
        }

        ListOf(record.Kind)?.Add(new ChartItem(item.Id, item.Name ?? item.Id));
        if (record.Kind == RecordKind.TaxComponent && item.Rate is { } rate)
        {
            rates[item.Id] = rate;
        }
    }

    public ShopCatalogue Build() => new(new Catalogue(products, rates), names, InOrder(categories), InOrder(methods), InOrder(components));

    private static List<ChartItem> InOrder(List<ChartItem> items) =>
        [.. items.OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Id, StringComparer.Ordinal)];

    private List<ChartItem>? ListOf(RecordKind kind) => kind switch
    {
        RecordKind.ProductCategory => categories,
        RecordKind.PaymentMethod => methods,
        RecordKind.TaxComponent => components,
        _ => null,
    };
}
