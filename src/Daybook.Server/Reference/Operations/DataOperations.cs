using Daybook.Server.Reference.Examples;
using Daybook.Wire.Commerce;
using static Daybook.Server.Reference.Operation;

namespace Daybook.Server.Reference.Operations;

internal static class DataOperations
{
    private const string Data = "/companies/{companyId}/connections/{connectionId}/data/commerce-";

    public static readonly Chapter Chapter = new("Commerce data", "Records as they were pushed, with `modifiedDate`. Deleted ones are not listed. Any property can be asked for, also within others: `locationRef.id=high-street`.",
    [
        .. Of("orders", "order", CommerceExamples.Order),
        .. Of("payments", "payment", CommerceExamples.Payment),
        .. Of("transactions", "transaction", CommerceExamples.Transaction, "A payment and its fee share an id: the payment's own transaction is answered. The list has both."),
        .. Of("products", "product", CommerceExamples.Product),
        .. Of("productCategories", "product category", CommerceExamples.ProductCategory),
        .. Of("locations", "location", CommerceExamples.Location),
        .. Of("paymentMethods", "payment method", CommerceExamples.PaymentMethod),
        .. Of("taxComponents", "tax component", CommerceExamples.TaxComponent),
        .. Of("customers", "customer", CommerceExamples.Customer),
        Get(Data + "info", "Reads the company as its commerce software knows it", "What the company was created with: it is not pushed.").Giving(CommerceExamples.Profile),
        Get(Data + "disputes", "Lists disputes", "Always empty: disputes can't be pushed.").Listing<Dispute>(),
    ]);

    private static IEnumerable<Operation> Of<T>(string name, string one, T example, string? note = null)
        where T : notnull =>
    [
        Get(Data + name, $"Lists {(one.EndsWith('y') ? $"{one[..^1]}ies" : $"{one}s")}").Listing(example),
        Get($"{Data}{name}/{{recordId}}", $"Reads a{(one[0] == 'o' ? "n" : "")} {one}", note).Giving(example),
    ];
}
