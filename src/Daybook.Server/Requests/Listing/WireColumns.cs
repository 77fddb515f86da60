using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Daybook.Storage.Listing;
using Daybook.Wire;

namespace Daybook.Server.Requests.Listing;

/// <summary>The properties of a list in memory: those of the answer's own items.</summary>
internal static class WireColumns
{
    private const int Deepest = 4;

    /// <summary>All properties that hold a value, those of objects inside dotted. Texts whose names end in <c>date</c> or <c>Utc</c> are dates.</summary>
    /// <param name="names">Those that hold one of a fixed set of names.</param>
    public static ListColumns Of<T>(params string[] names)
    {
        WireJson.Options.MakeReadOnly(populateMissingResolver: true);
        return new([.. Properties(typeof(T), "", names, 1)]);
    }

    private static IEnumerable<ListColumn> Properties(Type type, string prefix, string[] names, int depth)
    {
        foreach (var property in WireJson.Options.GetTypeInfo(type).Properties)
        {
            var name = prefix + property.Name;
            var held = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (TypeOf(held) is { } known)
            {
                var isDate = known == ListType.Text && (property.Name.EndsWith("date", StringComparison.OrdinalIgnoreCase) || property.Name.EndsWith("Utc", StringComparison.Ordinal));
                yield return new ListColumn { Name = name, Type = names.Contains(name) ? ListType.Name : isDate ? ListType.Moment : known };
            }
            else if (depth < Deepest && !typeof(IEnumerable).IsAssignableFrom(held) && WireJson.Options.GetTypeInfo(held).Kind == JsonTypeInfoKind.Object)
            {
                foreach (var inner in Properties(held, name + ".", names, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }

    private static ListType? TypeOf(Type type) =>
        type == typeof(string) || type == typeof(Uri) ? ListType.Text
        : type.IsEnum ? ListType.Name
        : type == typeof(Guid) ? ListType.Id
        : type == typeof(bool) ? ListType.Flag
        : type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly) ? ListType.Moment
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) ? ListType.Number
        : null;
}
