using System.Text.Json;
using Daybook.Storage.Listing;
using Daybook.Wire;

namespace Daybook.Server.Requests.Listing;

/// <summary>Filters, orders and cuts a list in memory, by the values that the answer would show.</summary>
internal static class MemoryList
{
    public static ListPage<T> Read<T>(IReadOnlyList<T> all, ListQuery query)
    {
        if (query is { Filter: null, Order.Count: 0 })
        {
            return new ListPage<T>([.. all.Skip(query.Skip).Take(query.Take)], all.Count);
        }

        var shown = all.Select(item => (Item: item, Json: JsonSerializer.SerializeToElement(item, WireJson.Options)))
            .Where(item => query.Filter is null || MemoryFilter.Holds(query.Filter, item.Json)).ToList();
        var ordered = shown.OrderBy(_ => 0);
        foreach (var ordering in query.Order)
        {
            var column = ordering.Column;
            ordered = ordering.IsDescending
                ? ordered.ThenByDescending(item => MemoryValue.Of(item.Json, column), MemoryValue.Order)
                : ordered.ThenBy(item => MemoryValue.Of(item.Json, column), MemoryValue.Order);
        }

        return new ListPage<T>([.. ordered.Skip(query.Skip).Take(query.Take).Select(item => item.Item)], shown.Count);
    }
}
