using Daybook.Server.Reference.Examples;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class DataOperations
{
    private const string Data = "/companies/{companyId}/connections/{connectionId}/data/commerce-";

    public static readonly Chapter Chapter = new("Commerce data", "Records as they were pushed, with `modifiedDate`. Deleted ones are not listed. Any property can be asked for, also within others: `locationRef.id=high-street`.",
    [
        .. Of("orders", "orderId", "order", CommerceExamples.Order),
        .. Of("payments", "paymentId", "payment", CommerceExamples.Payment),
        .. Of("transactions", "transactionId", "transaction", CommerceExamples.Transaction),
        .. Of("products", "productId", "product", CommerceExamples.Product),
        .. Of("productCategories", "productId", "product category", CommerceExamples.ProductCategory),
        .. Of("locations", "locationId", "location", CommerceExamples.Location),
        .. Of("paymentMethods", "paymentMethodId", "payment method", CommerceExamples.PaymentMethod),
        .. Of("taxComponents", "taxId", "tax component", CommerceExamples.TaxComponent),
        .. Of("customers", "customerId", "customer", CommerceExamples.Customer),
    ]);

    private static IEnumerable<Operation> Of<T>(string name, string id, string one, T example)
        where T : notnull =>
    [
        Get(Data + name, $"Lists {(name == "productCategories" ? "product categories" : $"{one}s")}").Listing(example),
        Get($"{Data}{name}/{{{id}}}", $"Reads a{("aeiou".Contains(one[0], StringComparison.Ordinal) ? "n" : "")} {one}").Giving(example),
    ];
}
