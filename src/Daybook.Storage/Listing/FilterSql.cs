using Dapper;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage.Listing;

/// <summary>Writes filters and orders as SQL; every value goes in as a parameter.</summary>
internal sealed class FilterSql(IDialect dialect, DynamicParameters parameters)
{
    private readonly IListSyntax syntax = dialect.Listing;
    private int given;

    /// <summary>A condition: for what has no value it is false, or null, which comes to the same where nothing is negated.</summary>
    public string Where(Filter filter) => filter switch
    {
        EachOf each => $"({string.Join(" and ", each.Terms.Select(Where))})",
        AnyOf any => $"({string.Join(" or ", any.Terms.Select(Where))})",
        Comparison { Operator: ListOperator.NotEqual } one => $"coalesce(not {Holds(one with { Operator = ListOperator.Equal })}, true)",
        Comparison one => Holds(one),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} is unknown."),
    };

    /// <summary>What to order by; what has no value comes first, descending last.</summary>
    public IEnumerable<string> OrderBy(Ordering ordering)
    {
        var column = ordering.Column;
        var way = ordering.IsDescending ? " desc" : " asc";
        var nulls = !column.IsNullable ? "" : ordering.IsDescending ? " nulls last" : " nulls first";
        return (column.Type == ListType.Json ? MemberKeys(column) : [Key(column)]).Select(key => key + way + nulls);
    }

    private string Key(ListColumn column) => column.Type switch
    {
        ListType.Text or ListType.Id => syntax.Text(column.Sql),
        ListType.Name => syntax.Name(column.Sql),
        _ => column.Sql,
    };

    /// <summary>Texts first, then moments, then numbers: each member may be another.</summary>
    private string[] MemberKeys(ListColumn column)
    {
        var member = Member(column);
        var text = $"(select m.text from ({member}) m where m.kind <> 'number')";
        return
        [
            $"(select m.number from ({member}) m where m.kind = 'number')",
            $"(select {syntax.Moment("m.text")} from ({member}) m where m.kind = 'string')",
            column.IsName ? syntax.Name(text) : syntax.Text(text),
        ];
    }

    private string Holds(Comparison one)
    {
        var (column, comparing, value) = one;
        if (comparing == ListOperator.Equal && column.ByKey is { } byKey)
        {
            return string.Format(byKey, Give(dialect.KeyOf(RecordKey.Of(value.Text))));
        }

        if (column.Type == ListType.Json)
        {
            return $"exists (select 1 from ({Member(column)}) m where {MemberHolds(column, comparing, value)})";
        }

        if (comparing == ListOperator.Contains)
        {
            return $"({syntax.Contains(column.Sql, Give(value.Text))})";
        }

        var sought = column.Type switch
        {
            ListType.Name => syntax.Name(Give(value.Text)),
            ListType.Id => Give(value.Id is { } id ? Columns.ToText(id) : value.Text),
            ListType.Number => syntax.Number(Give(value.Number!)),
            ListType.Moment => Give(Columns.ToTicks(value.Moment!.Value)),
            ListType.Flag => Give(value.Flag!),
            _ => Give(value.Text),
        };

        // An id that is equal is so in any order of letters: its own index serves.
        var holds = $"{(column.Type == ListType.Id && comparing == ListOperator.Equal ? column.Sql : Key(column))} {Sign(comparing)} {sought}";
        return column.NotBefore is { } notBefore && comparing is (ListOperator.Equal or ListOperator.Greater or ListOperator.GreaterOrEqual)
            ? $"({holds} and {string.Format(notBefore, sought)})"
            : $"({holds})";
    }

    private string MemberHolds(ListColumn column, ListOperator comparing, Operand value)
    {
        var text = Give(value.Text);
        if (comparing == ListOperator.Contains)
        {
            return $"m.kind = 'string' and {syntax.Contains("m.text", text)}";
        }

        var sign = Sign(comparing);
        var asText = column.IsName ? $"{syntax.Name("m.text")} {sign} {syntax.Name(text)}" : $"{syntax.Text("m.text")} {sign} {text}";
        if (value.Moment is { } moment)
        {
            asText = $"case when {syntax.Moment("m.text")} is null then {asText} else {syntax.Moment("m.text")} {sign} {Give(Columns.ToTicks(moment))} end";
        }

        var asNumber = value.Number is { } number ? $"m.number {sign} {syntax.Number(Give(number))}" : "false";
        var asFlag = value.Flag is { } flag && comparing == ListOperator.Equal ? $"m.text = '{(flag ? "true" : "false")}'" : "false";
        return $"case m.kind when 'string' then {asText} when 'number' then {asNumber} else {asFlag} end";
    }

    private string Member(ListColumn column) =>
        syntax.Member(column.Sql.Length == 0 ? syntax.Payload : column.Sql, Give(dialect.SetOf(column.Path)), column.Path.Count);

    private string Give(object value)
    {
        var name = $"asked{given++}";
        parameters.Add(name, value);
        return "@" + name;
    }

    private static string Sign(ListOperator comparing) => comparing switch
    {
        ListOperator.Equal => "=",
        ListOperator.Greater => ">",
        ListOperator.Less => "<",
        ListOperator.GreaterOrEqual => ">=",
        ListOperator.LessOrEqual => "<=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparing)),
    };
}
