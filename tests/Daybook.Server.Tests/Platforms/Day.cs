using System.Globalization;

namespace Daybook.Server.Tests.Platforms;

/// <summary>Records of a shop in November 2026, each as JSON, under the name of its data type.</summary>
internal sealed record Day
{
    public List<string> Orders { get; } = [];

    public List<string> Payments { get; } = [];

    public List<string> Transactions { get; } = [];

    /// <summary>What is not empty, in an order that books can be kept in.</summary>
    public IEnumerable<(string Type, IReadOnlyList<string> Records)> ByType =>
        new (string, IReadOnlyList<string>)[] { ("orders", Orders), ("payments", Payments), ("transactions", Transactions) }.Where(part => part.Item2.Count > 0);

    /// <summary>An order with 20% of tax that is paid in full; a negative one is given back.</summary>
    public Day Sale(string id, int day, decimal total, string tender = "Card", int? modified = null)
    {
        var (tax, tie) = (Math.Round(total / 6, 2), total < 0 ? "Refund" : "Payment");
        Orders.Add(Text($$"""
            {"id":"{{id}}","currency":"GBP","createdDate":"{{At(day)}}","sourceModifiedDate":"{{At(modified ?? day)}}","totalAmount":{{total}},"totalTaxAmount":{{tax}},
             "orderLineItems":[{"id":"1","quantity":{{Math.Sign(total)}},"taxPercentage":20,"totalAmount":{{total}},"totalTaxAmount":{{tax}}}]}
            """));
        Payments.Add(Text($$"""{"id":"p{{id}}","amount":{{total}},"currency":"GBP","type":"{{tender}}","status":"Paid","createdDate":"{{At(day)}}","sourceModifiedDate":"{{At(modified ?? day)}}"}"""));
        Transactions.Add(Text($$"""{"id":"p{{id}}","totalAmount":{{total}},"currency":"GBP","type":"{{tie}}","transactionSourceRef":{"id":"{{id}}","type":"Order"},"createdDate":"{{At(day)}}","sourceModifiedDate":"{{At(modified ?? day)}}"}"""));
        return this;
    }

    /// <summary>An order of which something is given back in kind: its credit is set against its invoice, the rest is paid.</summary>
    public Day Exchange(string id, int day, decimal bought, decimal returned)
    {
        Orders.Add(Text($$"""
            {"id":"{{id}}","currency":"GBP","createdDate":"{{At(day)}}","totalAmount":{{bought - returned}},"totalTaxAmount":0,
             "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":{{bought}},"totalTaxAmount":0},{"id":"2","quantity":-1,"taxPercentage":0,"totalAmount":{{-returned}},"totalTaxAmount":0}]}
            """));
        Payments.Add(Text($$"""{"id":"p{{id}}","amount":{{bought - returned}},"currency":"GBP","type":"Cash","status":"Paid","createdDate":"{{At(day)}}"}"""));
        Transactions.Add(Text($$"""{"id":"p{{id}}","totalAmount":{{bought - returned}},"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"{{id}}","type":"Order"},"createdDate":"{{At(day)}}"}"""));
        return this;
    }

    /// <summary>The provider takes a fee of a sale's payment.</summary>
    public Day Fee(string sale, int day, decimal amount)
    {
        Transactions.Add(Text($$"""{"id":"p{{sale}}","totalAmount":{{-amount}},"currency":"GBP","type":"PaymentFee","transactionSourceRef":{"id":"p{{sale}}","type":"Payment"},"createdDate":"{{At(day)}}"}"""));
        return this;
    }

    /// <summary>The provider pays out.</summary>
    public Day Payout(string id, int day, decimal amount)
    {
        Transactions.Add(Text($$"""{"id":"{{id}}","totalAmount":{{-amount}},"currency":"GBP","type":"Payout","createdDate":"{{At(day)}}"}"""));
        return this;
    }

    private static string At(int day) => Text($"2026-11-{day}T10:00:00Z");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
