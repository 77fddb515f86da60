using Daybook.Wire;
using Daybook.Wire.Commerce;

namespace Daybook.Server.Reference.Examples;

/// <summary>A cup of tea, from the till to the bank.</summary>
internal static class CommerceExamples
{
    private const string At = "2026-11-19T11:30:00Z";

    public static readonly Order Order = new()
    {
        Id = "1002",
        OrderNumber = "1002",
        Country = "GB",
        Currency = "GBP",
        CreatedDate = At,
        SourceModifiedDate = At,
        TotalAmount = 24.00m,
        TotalTaxAmount = 4.00m,
        TotalDiscount = 0,
        TotalRefund = 0,
        TotalGratuity = 1.50m,
        LocationRef = new RecordRef("high-street", "High Street"),
        OrderLineItems =
        [
            new OrderLine { Id = "1", Quantity = 2, UnitPrice = 10.00m, TaxPercentage = 20, TotalAmount = 24.00m, TotalTaxAmount = 4.00m, ProductRef = new RecordRef("tea", "Tea") },
        ],
    };

    public static readonly Payment Payment = new()
    {
        Id = "p-1002", Amount = 25.50m, Currency = "GBP", Type = "Card", Status = "Paid", CreatedDate = At, SourceModifiedDate = At,
    };

    public static readonly Transaction Transaction = new()
    {
        Id = "p-1002",
        Type = "Payment",
        TotalAmount = 25.50m,
        Currency = "GBP",
        TransactionSourceRef = new TransactionSource("1002", "Order"),
        CreatedDate = At,
        SourceModifiedDate = At,
    };

    public static readonly Transaction Fee = Transaction with { Type = "PaymentFee", TotalAmount = -0.38m, TransactionSourceRef = new TransactionSource("p-1002", "Payment") };

    public static readonly Product Product = new() { Id = "tea", Name = "Tea", Categorization = "drinks", IsGiftCard = false };

    public static readonly ProductCategory ProductCategory = new() { Id = "drinks", Name = "Drinks" };

    public static readonly Location Location = new() { Id = "high-street", Name = "High Street", Address = new Address { Type = "Unknown", Line1 = "1 High Street", Country = "GB" } };

    public static readonly TaxComponent TaxComponent = new() { Id = "vat-20", Name = "VAT", Rate = 0.2m };

    public static readonly PaymentMethod PaymentMethod = new() { Id = "pm-card", Name = "Card machine", Status = "Active" };

    public static readonly Customer Customer = new() { Id = "c-1", CustomerName = "Ada", EmailAddress = "ada@example.com", DefaultCurrency = "GBP" };

    public static readonly CommerceProfile Profile = new() { CompanyName = "Corner shop", CommercePlatformRef = Ids.Commerce.ToString(), CreatedDate = Ids.Morning };

    public static readonly CommercePush Push = new() { Orders = [Order] };

    /// <summary>A push of each data type, by its name.</summary>
    public static readonly IReadOnlyDictionary<string, CommercePush> Pushes = new Dictionary<string, CommercePush>
    {
        ["commerce-orders"] = Push,
        ["commerce-payments"] = new() { Payments = [Payment] },
        ["commerce-transactions"] = new() { Transactions = [Transaction, Fee] },
        ["commerce-products"] = new() { Products = [Product] },
        ["commerce-productCategories"] = new() { ProductCategories = [ProductCategory] },
        ["commerce-locations"] = new() { Locations = [Location] },
        ["commerce-taxComponents"] = new() { TaxComponents = [TaxComponent] },
        ["commerce-paymentMethods"] = new() { PaymentMethods = [PaymentMethod] },
        ["commerce-customers"] = new() { Customers = [Customer] },
    };

    public static readonly PullOperation Dataset = new()
    {
        Id = Ids.Dataset,
        CompanyId = Ids.Company,
        ConnectionId = Ids.Commerce,
        DataType = "commerce-orders",
        Status = "Complete",
        Requested = Ids.Morning,
        Completed = Ids.Morning,
        Progress = 100,
        IsCompleted = true,
        IsErrored = false,
    };

    public static readonly ErrorValidation Remarks = new() { Errors = [new("1002", "The lines come to 24.00, the order to 25.00: the order is set aside.", "Totals")], Warnings = [] };

    public static readonly RecordStanding Standing = new()
    {
        Id = "p-1002",
        DataType = "commerce-payments",
        State = "waiting",
        Reason = "No transaction ties it to an order yet.",
        CreatedDate = Ids.Morning,
        ModifiedDate = Ids.Morning,
    };
}
