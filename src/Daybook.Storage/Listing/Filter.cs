namespace Daybook.Storage.Listing;

/// <summary>What a query asks of a list's items.</summary>
public abstract record Filter
{
    private protected Filter()
    {
    }
}

/// <summary>Each of the terms, of which there are at least two.</summary>
public sealed record EachOf(IReadOnlyList<Filter> Terms) : Filter;

/// <summary>Any of the terms, of which there are at least two.</summary>
public sealed record AnyOf(IReadOnlyList<Filter> Terms) : Filter;

/// <summary>A comparison of a property with a value that fits its type.</summary>
public sealed record Comparison(ListColumn Column, ListOperator Operator, Operand Value) : Filter;
