using System.Globalization;
using System.Text;

namespace Daybook.Bench;

/// <summary>Made-up orders of about 800 bytes with their payments and ties, the same on each run.</summary>
internal static class Orders
{
    public static string OrderId(int i) => Id(i, 1);

    public static string PaymentId(int i) => Id(i, 2);

    /// <summary>The body of a push of orders.</summary>
    public static byte[] Body(int first, int count)
    {
        var body = new StringBuilder("{\"orders\":[");
        for (var i = first; i < first + count; i++)
        {
            body.Append(i > first ? "," : "").Append(Order(i));
        }

        return Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }

    public static byte[] Payments(int first, int count) => Encoding.UTF8.GetBytes("{\"payments\":[" + string.Join(',', Enumerable.Range(first, count).Select(i =>
        $$"""{"id":"{{PaymentId(i)}}","amount":{{Money(Total(i))}},"currency":"GBP","type":"{{(i % 3 == 0 ? "Cash" : "Card")}}","status":"Paid","createdDate":"{{Stamp(i)}}","sourceModifiedDate":"{{Stamp(i)}}"}""")) + "]}");

    public static byte[] Ties(int first, int count) => Encoding.UTF8.GetBytes("{\"transactions\":[" + string.Join(',', Enumerable.Range(first, count).Select(i =>
        $$"""{"id":"{{PaymentId(i)}}","totalAmount":{{Money(Total(i))}},"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"{{OrderId(i)}}","type":"Order"},"createdDate":"{{Stamp(i)}}","sourceModifiedDate":"{{Stamp(i)}}"}""")) + "]}");

    private static string Order(int i)
    {
        var first = Gross(i);
        var second = Gross(i + 1);
        var total = Total(i);
        return $$"""{"id":"{{OrderId(i)}}","orderNumber":"{{i}}","country":"GBR","currency":"GBP","createdDate":"{{Stamp(i)}}","closedDate":"{{Stamp(i)}}","totalAmount":{{Money(total)}},"totalRefund":0.0,"totalTaxAmount":{{Money(Tax(first) + Tax(second))}},"totalDiscount":0.0,"totalGratuity":0.0,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":20.0,"totalAmount":{{Money(first)}},"totalTaxAmount":{{Money(Tax(first))}},"unitPrice":{{Money(first - Tax(first))}},"productRef":{"id":"sku-{{i % 997}}","name":"Something"},"discountAllocations":[]},{"id":"2","quantity":2,"taxPercentage":20.0,"totalAmount":{{Money(second)}},"totalTaxAmount":{{Money(Tax(second))}},"unitPrice":{{Money(second - Tax(second))}},"productRef":{"id":"sku-{{i % 991}}","name":"Something else"},"discountAllocations":[]}],"payments":[],"serviceCharges":[],"locationRef":{"id":"shop"},"sourceModifiedDate":"{{Stamp(i)}}"}""";
    }

    private static decimal Gross(int i) => ((i * 37 % 5000) + 100) / 100m;

    private static decimal Tax(decimal gross) => decimal.Round(gross / 6, 2, MidpointRounding.AwayFromZero);

    private static decimal Total(int i) => Gross(i) + Gross(i + 1);

    private static string Money(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>All in one day, second by second over and over.</summary>
    private static string Stamp(int i) => new DateTime(2026, 6, 3, 0, 0, 0, DateTimeKind.Utc).AddSeconds(i % 86_000).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Ids in no order, as those of most sources.</summary>
    private static string Id(int i, int salt)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, (ulong)i * 0x9E3779B97F4A7C15UL);
        BitConverter.TryWriteBytes(bytes[8..], ((ulong)i + (ulong)salt) * 0xC2B2AE3D27D4EB4FUL);
        return new Guid(bytes).ToString();
    }
}
