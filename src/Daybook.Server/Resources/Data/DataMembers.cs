using System.Collections.Frozen;
using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Storage.Listing;

namespace Daybook.Server.Resources.Data;

/// <summary>The contract's names in commerce data: a push may write them in any case, what is read back has them as the contract does.</summary>
internal static class DataMembers
{
    private static readonly FrozenDictionary<RecordKind, string[]> OfRecords = new Dictionary<RecordKind, string[]>
    {
        [RecordKind.Order] = Split(
            """
            orderNumber country currency closedDate totalAmount totalRefund totalTaxAmount totalDiscount totalGratuity orderLineItems payments serviceCharges
            locationRef customerRef
            """),
        [RecordKind.Payment] = Split("amount currency type paymentMethodRef status paymentProvider dueDate"),
        [RecordKind.UnknownTransaction] = Split("totalAmount currency type subType transactionSourceRef sourceCreatedDate"),
        [RecordKind.Product] = Split("name description categorization isGiftCard variants category productCategoryRef"),
        [RecordKind.ProductCategory] = Split("name ancestorRefs hasChildren"),
        [RecordKind.Location] = Split("name address"),
        [RecordKind.PaymentMethod] = Split("name status"),
        [RecordKind.TaxComponent] = Split("name rate isCompound"),
        [RecordKind.Customer] = Split("customerName emailAddress phone defaultCurrency addresses note"),
    }.ToFrozenDictionary();

    private static readonly string[] OfAll = Split("id createdDate modifiedDate sourceModifiedDate supplementalData");

    private static readonly string[] Inside = Split(
        """
        name quantity taxPercentage unitPrice taxAmount taxes taxComponentRef rate productRef productVariantRef discountAllocations description
        barcode inventory locations totalQuantity isTaxEnabled prices shippingRequired sku unitOfMeasure vatPercentage
        line1 line2 city region country postalCode type status
        """);

    private static readonly string[] Values = Split(
        """
        Unknown Cash Card Invoice OnlineCard Swish Vipps Mobile StoreCredit Paypal Custom Prepaid Pending Authorized Paid Failed Cancelled
        Payment Refund Payout FailedPayout Transfer PaymentFee PaymentFeeRefund Order Fee ServiceCharge Generic Overpayment Shipping
        Active Archived Published Unpublished Billing Delivery Inventory
        """);

    private static readonly FrozenDictionary<string, string> Names =
        OfRecords.Values.SelectMany(names => names).Concat(OfAll).Concat(Inside).Distinct().ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Spellings = Values.ToFrozenDictionary(value => value, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<DataType, ListColumns> Lists = DataType.All.ToFrozenDictionary(type => type, type => DataColumns.Of(
        OfRecords[type.Kind].Concat(OfAll).ToFrozenSet(StringComparer.OrdinalIgnoreCase), [.. OfRecords[type.Kind].Where(HoldsName)]));

    /// <summary>The properties of the list of a data type.</summary>
    public static ListColumns Of(DataType type) => Lists[type];

    /// <summary>A member's name as the contract writes it; as it is where the contract has none like it.</summary>
    public static string Canonical(string name) => Names.GetValueOrDefault(name, name);

    /// <summary>Whether a member of a name holds one of a fixed set of names.</summary>
    public static bool HoldsName(string name) => name is "type" or "status";

    /// <summary>The contract's spelling of a value of such a member.</summary>
    public static string Spelling(string value) => Spellings.GetValueOrDefault(value, value);

    private static string[] Split(string names) => names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
