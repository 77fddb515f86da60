using Daybook.Storage.Listing;

namespace Daybook.Server.Requests.Listing;

/// <summary>Reads an order such as <c>-modifiedDate,id</c>.</summary>
internal static class OrderParser
{
    private const int Most = 10;

    /// <summary>Reads an order that is not blank.</summary>
    /// <returns>The properties, or what is wrong.</returns>
    public static (IReadOnlyList<Ordering>? Order, string? Fault) Parse(string text, ListColumns columns)
    {
        var order = new List<Ordering>();
        foreach (var part in text.Split(','))
        {
            var isDescending = part.TrimStart().StartsWith('-');
            var name = (isDescending ? part.TrimStart()[1..] : part).Trim();
            if (name.Split('.').Contains("") || columns.Find(name) is not { IsOrderable: true } column)
            {
                return (null, name.Length == 0 ? "expected a property, such as -modifiedDate" : $"there is no property '{name}' to order by; there are {columns.Listed}");
            }

            order.Add(new Ordering(column, isDescending));
        }

        return order.Count <= Most ? (order, null) : (null, $"at most {Most} properties");
    }
}
