using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox;

/// <summary>Reads and writes fields as platforms do: money as numbers or text, days as text; Xero gives days out as milliseconds.</summary>
internal static class Fields
{
    public static string Text(this JsonObject item, string name) => item[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    public static decimal Amount(this JsonObject item, string name, decimal missing = 0) => item[name] switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<decimal>(),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => decimal.Parse(value.GetValue<string>(), NumberStyles.Number, CultureInfo.InvariantCulture),
        _ => missing,
    };

    public static bool Has(this JsonObject item, string name) => item[name] is not null;

    public static JsonObject Part(this JsonObject item, string name) => item[name] as JsonObject ?? [];

    public static IReadOnlyList<JsonObject> Parts(this JsonObject item, string name) => item[name] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    public static DateOnly Day(this JsonObject item, string name)
    {
        var text = item.Text(name);
        if (text.StartsWith("/Date(", StringComparison.Ordinal))
        {
            return DateOnly.FromDateTime(item.Moment(name).UtcDateTime);
        }

        return DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new FormatException($"String '{text}' was not recognized as a valid DateTime.");
    }

    /// <summary>A moment that <see cref="Stamp(DateTimeOffset)"/> wrote.</summary>
    public static DateTimeOffset Moment(this JsonObject item, string name)
    {
        var digits = new string([.. item.Text(name)["/Date(".Length..].TakeWhile(char.IsAsciiDigit)]);
        return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(digits, CultureInfo.InvariantCulture));
    }

    /// <summary>A calendar day: midnight in UTC.</summary>
    public static string Stamp(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"/Date({new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds()}+0000)/");

    public static string Stamp(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"/Date({moment.ToUnixTimeMilliseconds()}+0000)/");

    public static void SetDay(this JsonObject item, string name, DateOnly day)
    {
        item[name] = Stamp(day);
        item[name + "String"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00";
    }

    /// <summary>Half up, away from zero.</summary>
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
