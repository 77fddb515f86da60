using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Storage;

namespace Daybook.Server.Resources.Data;

/// <summary>
/// A pushed record as it is read back: what was sent, with the contract's names, without members that are null (its types allow none), and with
/// <c>modifiedDate</c> as the server's own.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed record DataShape(PushedData Data)
{
    private const string Modified = "modifiedDate";

    private void Write(Utf8JsonWriter writer)
    {
        var json = new Utf8JsonReader(Data.Payload.Span);
        json.Read();
        writer.WriteStartObject();
        WriteMembers(ref json, writer, skipped: Modified);
        writer.WriteString(Modified, Data.Modified.ToDateTimeUtc());
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of the object that the reader is at the start of, and reads its end.</summary>
    private void WriteMembers(ref Utf8JsonReader json, Utf8JsonWriter writer, string? skipped)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref json);
            json.Read();
            if (name is null || name == skipped || json.TokenType == JsonTokenType.Null)
            {
                json.Skip();
                continue;
            }

            writer.WritePropertyName(name);
            WriteValue(ref json, writer, name);
        }
    }

    private void WriteValue(ref Utf8JsonReader json, Utf8JsonWriter writer, string name)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when name == "supplementalData":
                // The source's own: not a letter of it is the contract's.
                WriteRaw(ref json, writer);
                break;
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                WriteMembers(ref json, writer, skipped: null);
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (json.TokenType != JsonTokenType.Null)
                    {
                        WriteValue(ref json, writer, name);
                    }
                }

                writer.WriteEndArray();
                break;
            case JsonTokenType.String when DataMembers.HoldsName(name) && !json.ValueIsEscaped:
                writer.WriteStringValue(DataMembers.Spelling(json.GetString()!));
                break;
            default:
                WriteRaw(ref json, writer);
                break;
        }
    }

    /// <summary>Numbers keep their digits, and texts what no text can be read as: half of a surrogate pair.</summary>
    private void WriteRaw(ref Utf8JsonReader json, Utf8JsonWriter writer)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        writer.WriteRawValue(Data.Payload.Span[start..(int)json.BytesConsumed], skipInputValidation: true);
    }

    private static string? NameOf(ref Utf8JsonReader json)
    {
        try
        {
            return DataMembers.Canonical(json.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: a name that no client could ask for.
            return null;
        }
    }

    private sealed class Converter : JsonConverter<DataShape>
    {
        public override DataShape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DataShape value, JsonSerializerOptions options) => value.Write(writer);
    }
}
