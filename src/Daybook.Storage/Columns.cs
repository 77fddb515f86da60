using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Bookkeeping;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Storage;

/// <summary>How values stand in columns: ids and dates as text, instants as ticks of 100 ns since 1970, the rest as JSON.</summary>
internal static class Columns
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new TextConverter<Instant>(InstantPattern.ExtendedIso.Format, text => InstantPattern.ExtendedIso.Parse(text).Value),
            new TextConverter<LocalDate>(ToText, ToDate),
            new TextConverter<Currency>(currency => currency.Code, Currency.Parse),
            new RoleConverter(),
        },
    };

    public static string ToText(Guid id) => id.ToString("D");

    public static Guid ToId(string text) => Guid.ParseExact(text, "D");

    public static string ToText(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static LocalDate ToDate(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static long ToTicks(Instant moment) => moment.ToUnixTimeTicks();

    public static long? ToTicks(Instant? moment) => moment?.ToUnixTimeTicks();

    public static Instant ToInstant(long ticks) => Instant.FromUnixTimeTicks(ticks);

    public static Instant? ToInstant(long? ticks) => ticks is { } known ? Instant.FromUnixTimeTicks(known) : null;

    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, Json) ?? throw new JsonException("A stored value is null.");

    private sealed class TextConverter<T>(Func<T, string> format, Func<string, T> parse) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
    }

    private sealed class RoleConverter : JsonConverter<Role>
    {
        public override Role Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<string[]>(ref reader, options)!;
            return Role.Restore(Enum.Parse<RoleKind>(parts[0]), parts[1], parts[2], Enum.Parse<RoleKind>(parts[3]), parts[4]);
        }

        public override void Write(Utf8JsonWriter writer, Role value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new[] { $"{(byte)value.Kind}", value.Detail, value.TaxCode, $"{(byte)value.Of}", value.Component }, options);
    }
}
