using System.Text.Json;
using Daybook.Storage;
using NodaTime;

namespace Daybook.Server.Resources.Push.Reading;

/// <summary>
/// Walks once over the JSON of a push and reads typed values, naming the field where one is not what the contract says.
/// Null is the same as absent; members that nobody asks for are skipped.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> body)
{
    private readonly FieldPath path = new();
    private Utf8JsonReader json = new(body);

    /// <summary>How many members with a value have been met so far, known ones and others.</summary>
    public int Given { get; private set; }

    /// <summary>Where the current token starts.</summary>
    public readonly int Start => (int)json.TokenStartIndex;

    /// <summary>Where the current token ends.</summary>
    public readonly int End => (int)json.BytesConsumed;

    /// <summary>Enters the object that is the body.</summary>
    public void EnterBody()
    {
        json.Read();
        Expect(JsonTokenType.StartObject, "", "an object");
        path.Enter("");
    }

    /// <summary>Makes sure that nothing follows the body.</summary>
    /// <exception cref="JsonException">Something does.</exception>
    public void LeaveBody() => json.Read();

    /// <summary>Moves to the next known member of the object entered last; at its end leaves it.</summary>
    public bool NextMember<T>(out T member)
        where T : struct, Enum
    {
        while (NextName())
        {
            if (TryName(out member))
            {
                return true;
            }

            Skip();
        }

        member = default;
        return false;
    }

    /// <summary>Moves to the member of the given name, whatever its case; false at the object's end.</summary>
    public bool NextMember(string name)
    {
        while (NextName())
        {
            if (name.Equals(Text(ref json), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            Skip();
        }

        return false;
    }

    public void Skip()
    {
        json.Read();
        Given += json.TokenType == JsonTokenType.Null ? 0 : 1;
        json.Skip();
    }

    public bool EnterObject(string name) => Enter(JsonTokenType.StartObject, name, "an object");

    public bool EnterArray(string name) => Enter(JsonTokenType.StartArray, name, "an array");

    /// <summary>Enters the next item of the array entered last, an object; at its end leaves it.</summary>
    public bool NextItem()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray)
        {
            path.Leave();
            return false;
        }

        path.Next();
        Expect(JsonTokenType.StartObject, "", "an object");
        path.Enter("");
        return true;
    }

    public string? Text(string name)
    {
        if (!HasValue())
        {
            return null;
        }

        Expect(JsonTokenType.String, name, "a string");
        return Text(ref json) ?? throw Wrong(name, "the text has half of a surrogate pair");
    }

    public bool? Truth(string name) =>
        !HasValue() ? null
        : json.TokenType is JsonTokenType.True or JsonTokenType.False ? json.GetBoolean()
        : throw Unexpected(name, "true or false");

    /// <summary>An amount or a rate: at most 10 decimal places, below 10^15.</summary>
    public decimal? Number(string name)
    {
        if (!HasValue())
        {
            return null;
        }

        Expect(JsonTokenType.Number, name, "a number");
        return Amounts.TryRead(ref json, out var amount) ? amount
            : throw Wrong(name, "the number is out of range: at most 10 decimal places and less than 10^15 either way");
    }

    public Instant? Moment(string name)
    {
        if (!HasValue())
        {
            return null;
        }

        Expect(JsonTokenType.String, name, "a date");
        if (!json.ValueIsEscaped && Moments.TryRead(json.ValueSpan, out var moment))
        {
            return moment;
        }

        throw Wrong(name, $"'{Shown()}' is not a date such as 2022-10-23, 2022-10-23T00:00:00 or 2022-10-23T00:00:00Z");
    }

    /// <summary>One of the names of an enum, whatever the case.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (!HasValue())
        {
            return null;
        }

        Expect(JsonTokenType.String, name, "a string");
        return !json.ValueIsEscaped && MemberNames<T>.TryFind(json.ValueSpan, out var value) ? value
            : throw Wrong(name, $"'{Shown()}' is not one of {MemberNames<T>.Listed}");
    }

    /// <summary>The fault of a field of the object entered last.</summary>
    public readonly FieldException Wrong(string name, string what) => new($"{path.Of(name)}: {what}.");

    /// <summary>Names the place, for a fault that the JSON reader finds.</summary>
    public readonly string Place => path.Of("");

    private static string? Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
        {
            return json.GetString();
        }

        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool NextName()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.PropertyName)
        {
            return true;
        }

        path.Leave();
        return false;
    }

    private bool TryName<T>(out T member)
        where T : struct, Enum =>
        json.ValueIsEscaped
            ? MemberNames<T>.TryFind(System.Text.Encoding.UTF8.GetBytes(Text(ref json) ?? ""), out member)
            : MemberNames<T>.TryFind(json.ValueSpan, out member);

    private bool HasValue()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        Given++;
        return true;
    }

    private bool Enter(JsonTokenType start, string name, string what)
    {
        if (!HasValue())
        {
            return false;
        }

        Expect(start, name, what);
        path.Enter(name);
        return true;
    }

    private readonly void Expect(JsonTokenType type, string name, string what)
    {
        if (json.TokenType != type)
        {
            throw Unexpected(name, what);
        }
    }

    private readonly FieldException Unexpected(string name, string what) => Wrong(name, $"expected {what}, got {Word(json.TokenType)}");

    private readonly string Shown()
    {
        const int most = 50;
        var text = System.Text.Encoding.UTF8.GetString(json.ValueSpan[..Math.Min(most, json.ValueSpan.Length)]);
        return json.ValueSpan.Length > most ? text + "…" : text;
    }

    private static string Word(JsonTokenType type) => type switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "null",
    };
}
