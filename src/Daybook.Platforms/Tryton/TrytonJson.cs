using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Daybook.Platforms.Tryton;

/// <summary>Values as Tryton takes them.</summary>
internal static class TrytonJson
{
    /// <summary>Money. As a plain number Tryton would take it too, and count with binary fractions.</summary>
    public static JsonObject Money(decimal amount) => new() { ["__class__"] = "Decimal", ["decimal"] = amount.ToString(CultureInfo.InvariantCulture) };

    public static JsonObject Day(LocalDate day) => new() { ["__class__"] = "date", ["year"] = day.Year, ["month"] = day.Month, ["day"] = day.Day };

    public static JsonArray Ids(params IEnumerable<int> ids) => [.. ids.Select(id => JsonValue.Create(id))];

    /// <summary>Parts that come to be with their record.</summary>
    public static JsonArray Created(IEnumerable<JsonObject> parts) => [new JsonArray("create", new JsonArray([.. parts]))];

    public static JsonArray Added(params IEnumerable<int> ids) => [new JsonArray("add", Ids(ids))];

    public static JsonArray Removed(IEnumerable<int> ids) => [new JsonArray("remove", Ids(ids))];

    public static JsonArray Texts(params IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>One condition of a search.</summary>
    public static JsonArray Where(string field, string comparison, JsonNode? value) => [field, comparison, value];
}
