using System.Collections.Frozen;

namespace Daybook.Storage.Listing;

/// <summary>The properties of a list.</summary>
/// <param name="known">Those that have a name of their own.</param>
/// <param name="open">The objects whose members are properties too; none: every other name is unknown.</param>
public sealed class ListColumns(IReadOnlyList<ListColumn> known, params IReadOnlyList<OpenObject> open)
{
    // A name inside a name costs a join each, of which SQLite takes 64.
    private const int Deepest = 20;

    private readonly Dictionary<string, ListColumn> byName = known.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, for messages.</summary>
    public string Listed => string.Join(", ", known.Select(column => column.Name).Concat(open.Where(one => one.Prefix.Length > 0).Select(one => one.Prefix + "…")));

    /// <summary>The property of a name, whatever its case; null where there is none.</summary>
    public ListColumn? Find(string name) =>
        byName.GetValueOrDefault(name)
        ?? open.Where(one => name.Length > one.Prefix.Length && name.Count(sign => sign == '.') < Deepest && name.StartsWith(one.Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(one => one.Member(name)).FirstOrDefault();

    /// <summary>The same properties under a prefix alone: <c>region</c> for <c>tags.region</c>.</summary>
    public ListColumns Under(string prefix) => new([], [.. open.Where(one => one.Prefix == prefix).Select(one => one with { Prefix = "" })]);
}

/// <summary>An object whose members are properties of a list.</summary>
/// <param name="Prefix">What their names begin with, such as <c>tags.</c>; empty: nothing.</param>
/// <param name="Members">The members that are known to be there and can be ordered by; null: any.</param>
public sealed record OpenObject(string Prefix, FrozenSet<string>? Members = null)
{
    /// <summary>The expression of the object's JSON as text.</summary>
    internal string Sql { get; init; } = "";

    internal ListColumn Member(string name)
    {
        var path = name[Prefix.Length..].Split('.');
        if (Members is { } members && members.TryGetValue(path[0], out var written))
        {
            path[0] = written;
        }

        return new ListColumn { Name = name, Type = ListType.Json, Sql = Sql, Path = path, IsNullable = true, IsOrderable = Members is null || Members.Contains(path[0]) };
    }
}
