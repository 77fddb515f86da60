using System.Globalization;
using System.Text.Json;
using Daybook.Testing;

namespace Daybook.Year.Tests.Data;

/// <summary>The year's balances told straight from the JSON: a plain sum by account. No plan, no days, no documents, nothing of the product.</summary>
internal static class NaiveSums
{
    private const string Receivable = "assets:receivable";

    public static Balances Of(RecordSet records)
    {
        var sums = new Balances();
        Each(records.Orders, order => AddOrder(sums, order));
        var typeOf = new Dictionary<string, string>();
        Each(records.Payments, payment =>
        {
            typeOf.Add(Text(payment, "id"), Text(payment, "type"));
            if (Text(payment, "status") == "Paid")
            {
                Move(sums, TenderOf(Text(payment, "type")), Receivable, Amount(payment, "amount"));
            }
        });
        Each(records.Transactions, transaction => AddTransaction(sums, transaction, typeOf));
        return sums;
    }

    private static void AddOrder(Balances sums, JsonElement order)
    {
        var total = Amount(order, "totalAmount");
        var missing = total;
        var missingTax = Amount(order, "totalTaxAmount");
        var rate = "0";
        foreach (var line in order.GetProperty("orderLineItems").EnumerateArray())
        {
            var gross = Amount(line, "totalAmount");
            var isVoucher = Text(line.GetProperty("productRef"), "id").StartsWith("gift_", StringComparison.Ordinal);
            rate = Add(isVoucher ? "liabilities:gift cards" : gross < 0 ? "income:refunds" : "income:sales", line, "totalTaxAmount");
        }

        foreach (var charge in order.GetProperty("serviceCharges").EnumerateArray())
        {
            Add("income:shipping", charge, "taxAmount");
        }

        // What the lines do not show is a discount on all of them. The orders that have one sell at one rate.
        sums.Add("income:sales", "GBP", missingTax - missing);
        sums.Add("liabilities:tax payable:" + rate, "GBP", -missingTax);
        sums.Add(Receivable, "GBP", total);

        string Add(string account, JsonElement part, string taxMember)
        {
            var (gross, tax) = (Amount(part, "totalAmount"), Amount(part, taxMember));
            var code = Amount(part, "taxPercentage").ToString("0.##", CultureInfo.InvariantCulture);
            sums.Add(account, "GBP", tax - gross);
            sums.Add("liabilities:tax payable:" + code, "GBP", -tax);
            missing -= gross;
            missingTax -= tax;
            return code;
        }
    }

    private static void AddTransaction(Balances sums, JsonElement transaction, Dictionary<string, string> typeOf)
    {
        var amount = Amount(transaction, "totalAmount");
        switch (Text(transaction, "type"))
        {
            case "PaymentFee": Move(sums, "expenses:payment fees", Provider(), Math.Abs(amount)); break;
            case "PaymentFeeRefund": Move(sums, Provider(), "expenses:payment fee refunds", Math.Abs(amount)); break;
            case "Payout": Move(sums, "assets:bank", TenderOf("Card"), -amount); break;
            case "Payment" or "Refund": break;
            case var other: throw new InvalidDataException(other);
        }

        string Provider() => TenderOf(typeOf[Text(transaction.GetProperty("transactionSourceRef"), "id")]);
    }

    private static string TenderOf(string type) => type switch
    {
        "Card" => "assets:card clearing",
        "Paypal" => "assets:paypal",
        "Cash" => "assets:cash",
        "Invoice" => "assets:invoice clearing",
        _ => throw new InvalidDataException(type),
    };

    private static void Move(Balances sums, string debit, string credit, decimal amount)
    {
        sums.Add(debit, "GBP", amount);
        sums.Add(credit, "GBP", -amount);
    }

    private static void Each(IEnumerable<ReadOnlyMemory<byte>> records, Action<JsonElement> add)
    {
        foreach (var record in records)
        {
            using var json = JsonDocument.Parse(record);
            add(json.RootElement);
        }
    }

    private static decimal Amount(JsonElement element, string member) => element.GetProperty(member).GetDecimal();

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
