using System.Text.Json;
using Daybook.Storage.Listing;

namespace Daybook.Server.Requests.Listing;

/// <summary>Whether what a query asks holds for an item as the answer would show it.</summary>
internal static class MemoryFilter
{
    public static bool Holds(Filter filter, JsonElement item) => filter switch
    {
        EachOf each => each.Terms.All(term => Holds(term, item)),
        AnyOf any => any.Terms.Any(term => Holds(term, item)),
        Comparison comparison => Holds(comparison, MemoryValue.Of(item, comparison.Column)),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} is unknown."),
    };

    private static bool Holds(Comparison comparison, MemoryValue? value)
    {
        if (value is null)
        {
            return comparison.Operator == ListOperator.NotEqual;
        }

        if (comparison.Operator == ListOperator.Contains)
        {
            return value.Text.Contains(comparison.Value.Text, StringComparison.OrdinalIgnoreCase);
        }

        var order = MemoryValue.Order.Compare(value, MemoryValue.Of(comparison.Value, comparison.Column.Type));
        return comparison.Operator switch
        {
            ListOperator.Equal => order == 0,
            ListOperator.NotEqual => order != 0,
            ListOperator.Greater => order > 0,
            ListOperator.Less => order < 0,
            ListOperator.GreaterOrEqual => order >= 0,
            _ => order <= 0,
        };
    }
}
