using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Daybook.Platforms.Tryton;

/// <summary>A record of an answer. What is missing or null reads as null.</summary>
internal readonly record struct TrytonRecord(JsonElement Json)
{
    public int Id => Json.GetProperty("id").GetInt32();

    public string? Text(string name) => Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>On SQLite truth is a number.</summary>
    public bool IsTrue(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal() != 0,
        _ => false,
    };

    /// <summary>The id of another record.</summary>
    public int? Link(string name) => Find(name) is { ValueKind: JsonValueKind.Number } id ? id.GetInt32() : null;

    public IReadOnlyList<int> Links(string name) => Find(name) is { ValueKind: JsonValueKind.Array } ids ? [.. ids.EnumerateArray().Select(id => id.GetInt32())] : [];

    public decimal Amount(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Object } money => decimal.Parse(money.GetProperty("decimal").GetString()!, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal(),
        _ => 0,
    };

    public LocalDate? Day(string name) => Find(name) is { ValueKind: JsonValueKind.Object } day
        ? new LocalDate(day.GetProperty("year").GetInt32(), day.GetProperty("month").GetInt32(), day.GetProperty("day").GetInt32())
        : null;

    /// <summary>What was asked for of another record by <c>name.field</c>.</summary>
    public TrytonRecord? Related(string name) => Find(name + ".") is { ValueKind: JsonValueKind.Object } related ? new TrytonRecord(related) : null;

    public static IReadOnlyList<TrytonRecord> ListOf(JsonElement answer) => [.. answer.EnumerateArray().Select(record => new TrytonRecord(record))];

    private JsonElement? Find(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value : null;
}
