namespace Daybook.Storage.Listing;

/// <summary>A property by which a list can be filtered and ordered.</summary>
public sealed record ListColumn
{
    /// <summary>As answers write it; dotted where it is a property of a property.</summary>
    public required string Name { get; init; }

    public required ListType Type { get; init; }

    /// <summary>Whether a list can be ordered by it.</summary>
    public bool IsOrderable { get; init; } = true;

    /// <summary>The expression that a database has it by: of a moment the ticks, of a JSON member the text of its object (empty: a record's payload).</summary>
    internal string Sql { get; init; } = "";

    /// <summary>Whether the expression may be null.</summary>
    internal bool IsNullable { get; init; }

    /// <summary>An expression over <c>{0}</c>, a parameter, that finds the record of an id by index; null: there is none.</summary>
    internal string? ByKey { get; init; }

    /// <summary>For a moment, a condition over <c>{0}</c>, a parameter of ticks, that finds by index all that is not before it, and perhaps more; null: there is none.</summary>
    internal string? NotBefore { get; init; }

    /// <summary>Whether a JSON member holds a name, compared whatever its case.</summary>
    internal bool IsName { get; init; }

    /// <summary>Where a JSON member is in its object.</summary>
    internal IReadOnlyList<string> Path { get; init; } = [];
}
