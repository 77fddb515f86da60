using Daybook.Storage.Listing;

namespace Daybook.Storage.Engines.Postgres;

/// <summary>The functions are made by migration 0002.</summary>
internal sealed class PostgresListSyntax : IListSyntax
{
    public string Payload => "convert_from(r.payload, 'UTF8')";

    public string Text(string text) => $"({text} collate \"C\")";

    public string Name(string text) => $"lower({text} collate \"C\")";

    public string Number(string parameter) => parameter;

    public string Moment(string text) => $"list_moment({text})";

    public string Contains(string text, string sought) => $"strpos(list_fold({text}), list_fold({sought})) > 0";

    // Offset 0 keeps the planner from writing the member out in each place where it is used.
    public string Member(string document, string names, int depth) =>
        $"""
        select case jsonb_typeof(j.v) when 'boolean' then 'flag' else jsonb_typeof(j.v) end as kind, j.v #>> '{"{}"}' as text,
            case jsonb_typeof(j.v) when 'number' then (j.v #>> '{"{}"}')::numeric end as number
        from (select list_member({document}, {names}) as v offset 0) j where jsonb_typeof(j.v) in ('string', 'number', 'boolean') offset 0
        """;
}
