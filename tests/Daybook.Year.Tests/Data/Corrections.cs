using System.Text.Json.Nodes;

namespace Daybook.Year.Tests.Data;

/// <summary>What a shop corrects long after: hundreds of orders and payments edited in various ways, some deleted with all that belongs to them.</summary>
internal sealed class Corrections
{
    public const int Edits = 500;
    public const int Deletions = 50;

    private const string Stamp = "2012-01-10T12:00:00Z";

    private readonly Dictionary<string, List<JsonObject>> transactionsOf = [];
    private readonly Dictionary<string, JsonObject> payments = [];
    private readonly List<JsonObject> orders;
    private readonly List<JsonObject> transactions;
    private readonly HashSet<JsonObject> changed = [];
    private readonly HashSet<JsonObject> deleted = [];
    private int made;

    public Corrections(RecordSet year)
    {
        orders = [.. year.Orders.Select(Parse)];
        transactions = [.. year.Transactions.Select(Parse)];
        foreach (var payment in year.Payments.Select(Parse))
        {
            payments.Add(Id(payment), payment);
        }

        foreach (var transaction in transactions.Where(transaction => transaction["transactionSourceRef"] is not null))
        {
            var key = transaction["transactionSourceRef"]!["id"]!.GetValue<string>();
            transactionsOf.TryAdd(key, []);
            transactionsOf[key].Add(transaction);
        }

        Edit();
        Delete();
    }

    /// <summary>How many orders then have more paid or given back than they owe: a problem to look at for each.</summary>
    public int Overpaid { get; private set; }

    /// <summary>What is pushed to correct the books.</summary>
    public RecordSet Pushed => new()
    {
        Orders = [.. orders.Where(changed.Contains).Select(Bytes), .. orders.Where(deleted.Contains).Select(order => Deletion(order))],
        Payments = [.. payments.Values.Where(changed.Contains).Select(Bytes), .. payments.Values.Where(deleted.Contains).Select(payment => Deletion(payment))],
        Transactions = [.. transactions.Where(changed.Contains).Select(Bytes), .. transactions.Where(deleted.Contains).Select(transaction => Deletion(transaction, "type"))],
    };

    /// <summary>The year as it is then.</summary>
    public RecordSet Final => new()
    {
        Orders = Left(orders),
        Payments = Left(payments.Values),
        Transactions = Left(transactions),
    };

    private void Edit()
    {
        var sales = orders.Where(order => Amount(order, "totalAmount") > 0 && PaymentOf(order) is not null && HasOneRate(order)).ToList();
        var refunds = orders.Where(order => Amount(order, "totalAmount") < 0 && PaymentOf(order) is not null && Lines(order).Count > 0).ToList();
        for (var i = 0; i < Edits; i++)
        {
            var order = i % 7 == 6 ? refunds[i * (refunds.Count / Edits)] : sales[i * (sales.Count / Edits)];
            var payment = PaymentOf(order)!;
            switch (i % 7)
            {
                case 0: ChangeLine(order, 12, RateOf(order) == 20 ? 2 : 0); break;
                case 1 or 6: ChangeLine(order, -Half(FirstLine(order), "totalAmount"), -Half(FirstLine(order), "totalTaxAmount")); break;
                case 2: Refund(order, payment); break;
                case 3: Discount(order); break;
                case 4: payment["type"] = payment["type"]!.GetValue<string>() == "Card" ? "Cash" : "Card"; break;
                default: payment["status"] = "Pending"; break;
            }

            Change(i % 7 is 4 or 5 ? payment : order);
            Overpaid += i % 7 is 1 or 3 or 6 ? 1 : 0;
        }
    }

    private void Delete()
    {
        var untouched = orders.Where(order => PaymentOf(order) is { } payment && !changed.Contains(order) && !changed.Contains(payment)).ToList();
        for (var i = 0; i < Deletions; i++)
        {
            var order = untouched[i * (untouched.Count / Deletions)];
            var payment = PaymentOf(order)!;
            deleted.Add(order);
            deleted.Add(payment);
            deleted.UnionWith(transactionsOf[Id(order)]);
            deleted.UnionWith(transactionsOf.GetValueOrDefault(Id(payment), []));
        }
    }

    private static void ChangeLine(JsonObject order, decimal gross, decimal tax)
    {
        Add(FirstLine(order), "totalAmount", gross);
        Add(FirstLine(order), "totalTaxAmount", tax);
        Add(order, "totalAmount", gross);
        Add(order, "totalTaxAmount", tax);
    }

    /// <summary>Gives the first line back, and its money with a part of the fee.</summary>
    private void Refund(JsonObject order, JsonObject paid)
    {
        var line = (JsonObject)FirstLine(order).DeepClone();
        var (gross, tax) = (Amount(line, "totalAmount"), Amount(line, "totalTaxAmount"));
        line["id"] = $"refund-{++made}";
        line["totalAmount"] = -gross;
        line["totalTaxAmount"] = -tax;
        Lines(order).Add((JsonNode)line);
        Add(order, "totalAmount", -gross);
        Add(order, "totalTaxAmount", -tax);
        order["totalRefund"] = gross;

        var payment = (JsonObject)paid.DeepClone();
        payment["id"] = $"refund-payment-{made}";
        payment["amount"] = -gross;
        payments.Add(Id(payment), Change(payment));
        foreach (var (type, amount, of, ofType) in new[] { ("Refund", -gross, Id(order), "Order"), ("PaymentFeeRefund", 0.11m, Id(payment), "Payment") })
        {
            transactions.Add(Change(new JsonObject
            {
                ["id"] = Id(payment),
                ["totalAmount"] = amount,
                ["currency"] = "GBP",
                ["type"] = type,
                ["transactionSourceRef"] = new JsonObject { ["id"] = of, ["type"] = ofType },
                ["createdDate"] = Stamp,
            }));
        }
    }

    /// <summary>A twentieth off, told on the order alone.</summary>
    private static void Discount(JsonObject order)
    {
        var net = decimal.Round(Lines(order).Sum(line => Amount(line!, "totalAmount") - Amount(line!, "totalTaxAmount")) / 20, 2);
        var tax = decimal.Round(net * RateOf(order) / 100, 2);
        order["totalDiscount"] = net;
        Add(order, "totalAmount", -net - tax);
        Add(order, "totalTaxAmount", -tax);
    }

    private JsonObject Change(JsonObject record)
    {
        record["sourceModifiedDate"] = Stamp;
        changed.Add(record);
        return record;
    }

    private JsonObject? PaymentOf(JsonObject order) =>
        transactionsOf.TryGetValue(Id(order), out var ties) ? payments[Id(ties[0])] : null;

    /// <summary>Whether the order only sells, all at one rate.</summary>
    private static bool HasOneRate(JsonObject order) =>
        Lines(order) is { Count: > 0 } lines && lines.All(line =>
            Amount(line!, "totalAmount") > 0 && Amount(line!, "taxPercentage") == RateOf(order)
            && !line!["productRef"]!["id"]!.GetValue<string>().StartsWith("gift_", StringComparison.Ordinal));

    private IReadOnlyList<ReadOnlyMemory<byte>> Left(IEnumerable<JsonObject> records) => [.. records.Where(record => !deleted.Contains(record)).Select(Bytes)];

    private static JsonArray Lines(JsonObject order) => order["orderLineItems"]!.AsArray();

    private static JsonObject FirstLine(JsonObject order) => Lines(order)[0]!.AsObject();

    private static decimal RateOf(JsonObject order) => Amount(FirstLine(order), "taxPercentage");

    private static decimal Half(JsonObject record, string member) => decimal.Round(Amount(record, member) / 2, 2);

    private static decimal Amount(JsonNode record, string member) => record[member]!.GetValue<decimal>();

    private static void Add(JsonObject record, string member, decimal amount) => record[member] = Amount(record, member) + amount;

    private static string Id(JsonObject record) => record["id"]!.GetValue<string>();

    private static JsonObject Parse(ReadOnlyMemory<byte> record) => JsonNode.Parse(record.Span)!.AsObject();

    private static ReadOnlyMemory<byte> Bytes(JsonObject record) => System.Text.Encoding.UTF8.GetBytes(record.ToJsonString());

    private static ReadOnlyMemory<byte> Deletion(JsonObject record, params string[] members) =>
        Bytes(new JsonObject(record.Where(member => member.Key == "id" || members.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));
}
