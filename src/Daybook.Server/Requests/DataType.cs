using Daybook.Bookkeeping;

namespace Daybook.Server.Requests;

/// <summary>A type of commerce data, as the wire names it.</summary>
/// <param name="Name">Such as <c>commerce-orders</c>.</param>
/// <param name="Member">The member of a push's body that holds the records, such as <c>orders</c>.</param>
/// <param name="Kind">The kind of its records; for transactions that depends on each.</param>
internal sealed record DataType(string Name, string Member, RecordKind Kind)
{
    private const string Prefix = "commerce-";

    public static readonly DataType ProductCategories = Of("productCategories", RecordKind.ProductCategory);

    public static readonly IReadOnlyList<DataType> All =
    [
        Of("orders", RecordKind.Order), Of("payments", RecordKind.Payment), Of("transactions", RecordKind.UnknownTransaction), Of("products", RecordKind.Product),
        ProductCategories, Of("locations", RecordKind.Location), Of("taxComponents", RecordKind.TaxComponent),
        Of("paymentMethods", RecordKind.PaymentMethod), Of("customers", RecordKind.Customer),
    ];

    /// <summary>The data type of a name, with or without <c>commerce-</c>; null where there is none.</summary>
    public static DataType? Find(string name) => All.FirstOrDefault(type =>
        type.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || type.Member.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The data type that a kind of record belongs to.</summary>
    public static DataType Of(RecordKind kind) =>
        All.First(type => type.Kind == (kind.IsTransaction() ? RecordKind.UnknownTransaction : kind));

    private static DataType Of(string member, RecordKind kind) => new(Prefix + member, member, kind);
}
