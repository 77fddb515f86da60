namespace Daybook.Storage.Listing;

/// <summary>Which items of a list are asked for, and in which order.</summary>
public sealed record ListQuery
{
    /// <summary>Null: all items.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The first counts most; empty: the order that the list has of its own.</summary>
    public IReadOnlyList<Ordering> Order { get; init; } = [];

    /// <summary>How many to leave out.</summary>
    public required int Skip { get; init; }

    /// <summary>How many to read at most.</summary>
    public required int Take { get; init; }
}

/// <summary>A property to order by. What has no value comes first; descending is the reverse.</summary>
public sealed record Ordering(ListColumn Column, bool IsDescending);

/// <summary>A page of a list.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Total">How many there are on all pages, after the filter.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, int Total)
{
    /// <summary>The same page of other things.</summary>
    public ListPage<TOther> Select<TOther>(Func<T, TOther> change) => new([.. Items.Select(change)], Total);
}
