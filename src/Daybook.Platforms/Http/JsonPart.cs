using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Platforms.Http;

/// <summary>A part of an answer. What is missing or null reads as null; money comes as a number or as text.</summary>
internal readonly record struct JsonPart(JsonElement Json)
{
    public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public bool IsTrue(string name) => Find(name) is { ValueKind: JsonValueKind.True };

    public decimal? Amount(string name) => AmountOf(Find(name));

    /// <summary>The amounts of a list of them.</summary>
    public IEnumerable<decimal> Amounts(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(one => AmountOf(one)).OfType<decimal>()] : [];

    /// <summary>A calendar day, in ISO form or as the milliseconds of its midnight in UTC (<c>/Date(1539993600000+0000)/</c>).</summary>
    public LocalDate? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!text.StartsWith("/Date(", StringComparison.Ordinal))
        {
            return text.Length >= 10 && LocalDatePattern.Iso.Parse(text[..10]) is { Success: true, Value: var day } ? day : null;
        }

        var digits = text["/Date(".Length..].TakeWhile((sign, i) => char.IsAsciiDigit(sign) || (i == 0 && sign == '-')).ToArray();
        return Instant.FromUnixTimeMilliseconds(long.Parse(digits, CultureInfo.InvariantCulture)).InUtc().Date;
    }

    public JsonPart? Part(string name) => Find(name) is { ValueKind: JsonValueKind.Object } part ? new JsonPart(part) : null;

    public IReadOnlyList<JsonPart> List(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new JsonPart(item))] : [];

    private static decimal? AmountOf(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal(),
        { ValueKind: JsonValueKind.String } text when decimal.TryParse(text.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) => amount,
        _ => null,
    };

    private JsonElement? Find(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value : null;
}
