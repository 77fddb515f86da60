using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>Values as FreeAgent writes them. Inside, things are named by their path; outside, by their full address.</summary>
internal static class Values
{
    private static readonly HashSet<string> Addresses = new(StringComparer.Ordinal)
    {
        "url", "contact", "category", "bank_account", "bank_transaction", "invoice", "credit_note", "paid_invoice", "paid_bill", "linked_transfer_explanation", "linked_transfer_account", "bill",
    };

    /// <summary>At least one decimal, and no more than needed.</summary>
    public static string Money(decimal amount) => amount.ToString("0.0###", CultureInfo.InvariantCulture);

    public static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The path of what a field names by its address; empty where it names nothing.</summary>
    public static string Reference(this JsonObject item, string name) => PathOf(item.Text(name));

    public static string PathOf(string address) => address.Split('/') is [.., var resource, var id] ? $"{resource}/{id}" : address;

    /// <summary>A copy with full addresses.</summary>
    public static JsonNode? Outside(JsonNode? node, string address)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Select(one => Outside(one, address))]);
            case JsonObject item:
                var copy = new JsonObject();
                foreach (var (name, value) in item)
                {
                    copy[name] = Addresses.Contains(name) && item.Text(name) is { Length: > 0 } path ? address + path : Outside(value, address);
                }

                return copy;
            default:
                return node?.DeepClone();
        }
    }
}
