using Daybook.Storage.Listing;
using Microsoft.Data.Sqlite;

namespace Daybook.Storage.Engines.Sqlite;

/// <summary>Two functions are this program's own: SQLite's know neither the contract's dates nor letters beyond ASCII.</summary>
internal sealed class SqliteListSyntax : IListSyntax
{
    // As a blob, SQLite would take it for its binary form of JSON.
    public string Payload => "cast(r.payload as text)";

    /// <summary>Gives a connection the functions.</summary>
    public static void AddTo(SqliteConnection connection)
    {
        connection.CreateFunction("list_fold", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
        connection.CreateFunction(
            "list_moment", (string? text) => Moments.TryRead(text, null, out var moment) ? Columns.ToTicks(moment) : default(long?), isDeterministic: true);
    }

    public string Text(string text) => text;

    public string Name(string text) => $"lower({text})";

    public string Number(string parameter) => $"cast({parameter} as real)";

    public string Moment(string text) => $"list_moment({text})";

    public string Contains(string text, string sought) => $"instr(list_fold({text}), list_fold({sought})) > 0";

    public string Member(string document, string names, int depth)
    {
        var levels = Enumerable.Range(0, depth).ToList();
        var from = levels.Select(level => level == 0 ? $"json_each({document}) j0" : $"json_each(case j{level - 1}.type when 'object' then j{level - 1}.value else '{"{}"}' end) j{level}");
        var where = levels.Select(level => $"lower(j{level}.key) = lower(json_extract({names}, '$[{level}]'))");
        var last = $"j{depth - 1}";
        return
            $"""
            select case type when 'text' then 'string' when 'integer' then 'number' when 'real' then 'number' when 'true' then 'flag' when 'false' then 'flag' end as kind,
                case type when 'true' then 'true' when 'false' then 'false' else atom end as text, case when type in ('integer', 'real') then atom end as number
            from (select {last}.type, {last}.atom from {string.Join(", ", from)} where {string.Join(" and ", where)} order by {last}.id desc limit 1)
            where type in ('text', 'integer', 'real', 'true', 'false')
            """;
    }
}
