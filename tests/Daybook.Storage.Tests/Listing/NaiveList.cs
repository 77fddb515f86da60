using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Storage.Listing;
using NodaTime;

namespace Daybook.Storage.Tests.Listing;

/// <summary>What a list must show, worked out the slow and plain way: one record and one comparison at a time.</summary>
internal sealed class NaiveList(IReadOnlyList<NaiveList.Item> items)
{
    /// <summary>The ids of the page, and how many there are on all pages.</summary>
    public (List<string> Ids, int Total) Read(ListQuery query)
    {
        var found = items.Where(item => query.Filter is null || Holds(query.Filter, item)).ToList();
        found.Sort((one, other) =>
        {
            foreach (var ordering in query.Order)
            {
                var order = CompareValues(ValueOf(one, ordering.Column.Name), ValueOf(other, ordering.Column.Name), ordering.Column.Name);
                if (order != 0)
                {
                    return ordering.IsDescending ? -order : order;
                }
            }

            var isBackward = query.Order.Count == 0 || query.Order[^1].IsDescending;
            return one.Place.CompareTo(other.Place) * (isBackward ? -1 : 1);
        });
        return (found.Skip(query.Skip).Take(query.Take).Select(item => item.Id).ToList(), found.Count);
    }

    private static bool Holds(Filter filter, Item item)
    {
        if (filter is EachOf each)
        {
            return each.Terms.All(term => Holds(term, item));
        }

        if (filter is AnyOf any)
        {
            return any.Terms.Any(term => Holds(term, item));
        }

        var (column, comparing, operand) = (Comparison)filter;
        var value = ValueOf(item, column.Name);
        var isEqual = value is not null && Compare(value, operand.Text, column.Name) == 0;
        return comparing switch
        {
            ListOperator.Equal => isEqual,
            ListOperator.NotEqual => !isEqual,
            ListOperator.Contains => value is string text && text.ToUpperInvariant().Contains(operand.Text.ToUpperInvariant(), StringComparison.Ordinal),
            _ when value is bool => false,
            ListOperator.Greater => value is not null && Compare(value, operand.Text, column.Name) is > 0,
            ListOperator.Less => value is not null && Compare(value, operand.Text, column.Name) is < 0,
            ListOperator.GreaterOrEqual => value is not null && Compare(value, operand.Text, column.Name) is >= 0,
            _ => value is not null && Compare(value, operand.Text, column.Name) is <= 0,
        };
    }

    /// <summary>Null where the two can't be compared.</summary>
    private static int? Compare(object value, string text, string name)
    {
        switch (value)
        {
            case Instant moment:
                return Moments.TryRead(text, null, out var other) ? moment.CompareTo(other) : null;
            case decimal number:
                return decimal.TryParse(text, CultureInfo.InvariantCulture, out var sought) ? number.CompareTo(sought) : null;
            case bool flag:
                return bool.TryParse(text, out var truth) ? flag.CompareTo(truth) : null;
            default:
                return Moments.TryRead((string)value, null, out var one) && Moments.TryRead(text, null, out var two) ? one.CompareTo(two)
                    : CompareTexts((string)value, text, name);
        }
    }

    private static int CompareTexts(string one, string other, string name) => name == "status"
        ? CompareBytes(one.ToLowerInvariant(), other.ToLowerInvariant())
        : CompareBytes(one, other);

    private static int CompareBytes(string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    /// <summary>Nothing, then truths and texts, then dates, then numbers.</summary>
    private static int CompareValues(object? one, object? other, string name)
    {
        static int Rank(object? value) => value switch
        {
            null => 0,
            decimal or Instant => 3,
            string text when Moments.TryRead(text, null, out _) => 2,
            _ => 1,
        };

        if (Rank(one) != Rank(other) || one is null || other is null)
        {
            return Rank(one).CompareTo(Rank(other));
        }

        if (Rank(one) == 3)
        {
            return Comparer<object>.Default.Compare(one, other);
        }

        var (first, second) = (Written(one), Written(other));
        var order = Rank(one) == 2 && Moments.TryRead(first, null, out var a) && Moments.TryRead(second, null, out var b) ? a.CompareTo(b) : 0;
        return order != 0 ? order : CompareTexts(first, second, name);
    }

    private static string Written(object value) => value is bool truth ? truth ? "true" : "false" : (string)value;

    private static object? ValueOf(Item item, string name)
    {
        if (name.Equals("modifiedDate", StringComparison.OrdinalIgnoreCase))
        {
            return item.Modified;
        }

        if (name.Equals("createdDate", StringComparison.OrdinalIgnoreCase))
        {
            return item.Created;
        }

        var at = item.Json;
        foreach (var step in name.Split('.'))
        {
            var member = at.ValueKind == JsonValueKind.Object ? at.EnumerateObject().FirstOrDefault(one => one.Name.Equals(step, StringComparison.OrdinalIgnoreCase)) : default;
            if (member.Value.ValueKind == JsonValueKind.Undefined)
            {
                return null;
            }

            at = member.Value;
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Number => at.GetDecimal(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }

    /// <summary>A record that is listed.</summary>
    /// <param name="Place">Where it stands in the order of changes.</param>
    internal sealed record Item(string Id, int Place, JsonElement Json, Instant Modified, Instant? Created);
}
