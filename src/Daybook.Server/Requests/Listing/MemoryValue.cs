using System.Text.Json;
using Daybook.Storage;
using Daybook.Storage.Listing;
using NodaTime;

namespace Daybook.Server.Requests.Listing;

/// <summary>A value of a property, of one type with those that it is compared with.</summary>
/// <param name="Number">Of a number; of a flag 0 or 1.</param>
/// <param name="Moment">Of a moment.</param>
/// <param name="Text">Of anything.</param>
internal sealed record MemoryValue(decimal? Number, Instant? Moment, string Text)
{
    /// <summary>What is not there comes first.</summary>
    public static readonly IComparer<MemoryValue?> Order = Comparer<MemoryValue?>.Create(Compare);

    /// <summary>The value that an item has; null where it has none.</summary>
    public static MemoryValue? Of(JsonElement item, ListColumn column)
    {
        foreach (var name in column.Name.Split('.'))
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(name, out item))
            {
                return null;
            }
        }

        return item.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null
            : Of(Operand.Of(item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()), column.Type);
    }

    /// <summary>A value read as one of a type.</summary>
    public static MemoryValue Of(Operand value, ListType type) => type switch
    {
        ListType.Number => new(value.Number, null, value.Text),
        ListType.Moment => new(null, value.Moment, value.Text),
        ListType.Flag => new(value.Flag == true ? 1 : 0, null, value.Text),
        ListType.Id => new(null, null, value.Id?.ToString() ?? value.Text),
        ListType.Name => new(null, null, value.Text.ToUpperInvariant()),
        _ => new(null, null, value.Text),
    };

    private static int Compare(MemoryValue? one, MemoryValue? other) =>
        one is null || other is null ? (one is null ? 0 : 1) - (other is null ? 0 : 1)
        : one.Number is { } number && other.Number is { } otherNumber ? number.CompareTo(otherNumber)
        : one.Moment is { } moment && other.Moment is { } otherMoment ? moment.CompareTo(otherMoment)
        : string.CompareOrdinal(one.Text, other.Text);
}
