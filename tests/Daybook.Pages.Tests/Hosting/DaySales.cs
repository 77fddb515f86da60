namespace Daybook.Pages.Tests.Hosting;

/// <summary>A day of a coffee shop: card and cash, a tip, a fee, an order that doesn't add up and a payment without its order.</summary>
public sealed class DaySales(string day = "2026-11-19")
{
    public IReadOnlyDictionary<string, string> Pushes { get; } = Nineteenth.ToDictionary(push => push.Key, push => push.Value.Replace("2026-11-19", day, StringComparison.Ordinal));

    private static readonly Dictionary<string, string> Nineteenth = new()
    {
        ["productCategories"] = """{"productCategories":[{"id":"beans","name":"Beans"}]}""",
        ["products"] = """{"products":[{"id":"p","name":"House blend","productCategoryRefs":[{"id":"beans"}]}]}""",
        ["orders"] =
            """
            {"orders":[
             {"id":"o1","orderNumber":"1001","currency":"GBP","createdDate":"2026-11-19T10:00:00Z","totalAmount":12.00,"totalTaxAmount":2.00,"totalGratuity":1.00,"sourceModifiedDate":"2026-11-19T10:00:00Z",
              "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":20,"totalAmount":12.00,"totalTaxAmount":2.00,"productRef":{"id":"p"}}]},
             {"id":"o2","currency":"GBP","createdDate":"2026-11-19T11:00:00Z","totalAmount":5.00,"totalTaxAmount":0,"sourceModifiedDate":"2026-11-19T11:00:00Z",
              "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]},
             {"id":"odd","currency":"GBP","createdDate":"2026-11-19T11:00:00Z","totalAmount":9.00,"sourceModifiedDate":"2026-11-19T11:00:00Z",
              "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
            """,
        ["payments"] =
            """
            {"payments":[
             {"id":"p1","amount":13.00,"currency":"GBP","type":"Card","status":"Paid","createdDate":"2026-11-19T10:00:00Z","sourceModifiedDate":"2026-11-19T10:00:00Z"},
             {"id":"p2","amount":5.00,"currency":"GBP","type":"Cash","status":"Paid","createdDate":"2026-11-19T11:00:00Z","sourceModifiedDate":"2026-11-19T11:00:00Z"},
             {"id":"p3","amount":7.00,"currency":"GBP","type":"Cash","status":"Paid","createdDate":"2026-11-19T11:00:00Z","sourceModifiedDate":"2026-11-19T11:00:00Z"}]}
            """,
        ["transactions"] =
            """
            {"transactions":[
             {"id":"p1","totalAmount":13.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o1","type":"Order"},"createdDate":"2026-11-19T10:00:00Z"},
             {"id":"p1","totalAmount":-0.39,"currency":"GBP","type":"PaymentFee","transactionSourceRef":{"id":"p1","type":"Payment"},"createdDate":"2026-11-19T10:00:00Z"},
             {"id":"p2","totalAmount":5.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o2","type":"Order"},"createdDate":"2026-11-19T11:00:00Z"}]}
            """,
    };
}
