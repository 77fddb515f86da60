using System.Text;
using System.Text.Json;

namespace Daybook.Storage.Retention;

/// <summary>What is left of a record's content once it is no longer kept: which record it is, when it was made and changed, and that the rest is forgotten.</summary>
internal static class ForgottenPayload
{
    private static readonly string[] Kept = ["id", "type", "createdDate", "modifiedDate", "sourceModifiedDate"];

    public static byte[] Of(ReadOnlySpan<byte> payload)
    {
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
        {
            var json = new Utf8JsonReader(payload);
            json.Read();
            writer.WriteStartObject();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.ValueIsEscaped ? null : Array.Find(Kept, Names(json.ValueSpan));
                json.Read();
                if (name is not null && json.TokenType == JsonTokenType.String)
                {
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(payload[(int)json.TokenStartIndex..(int)json.BytesConsumed], skipInputValidation: true);
                }

                json.Skip();
            }

            writer.WriteBoolean("isForgotten", true);
            writer.WriteEndObject();
        }

        return written.ToArray();
    }

    /// <summary>A push may write names in any case.</summary>
    private static Predicate<string> Names(ReadOnlySpan<byte> written)
    {
        var name = Encoding.UTF8.GetString(written);
        return one => one.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
