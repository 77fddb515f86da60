namespace Daybook.Server.Reference;

/// <summary>The language of all lists.</summary>
internal static class ListParameters
{
    public static readonly IReadOnlyList<Parameter> All =
    [
        new("page", "Which page, counted from 1; default 1. A page past the last is empty.", "1", IsNumber: true),
        new("pageSize", "How many on a page, 1 to 5000; default 100.", "100", IsNumber: true),
        new("query", "Only those for which it holds: `property=value` with `=`, `!=`, `~` (contains), `>`, `<`, `>=`, `<=`; joined by `&&` and `||`, grouped by `{}`; `a.b` reaches into `a`.", "id!=x"),
        new("orderBy", "What the list is ordered by: properties separated by commas, `-` in front turns the order round.", "id"),
    ];
}
