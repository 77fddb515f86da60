using Daybook.Storage.Listing;

namespace Daybook.Server.Requests.Listing;

/// <summary>Reads a query such as <c>{status=Paid||status=Pending}&amp;&amp;amount>=10</c>: "and" binds closer than "or", braces group.</summary>
internal sealed class QueryParser
{
    public const int Longest = 2048;
    private const int Deepest = 50;

    private readonly QueryScanner scanner;
    private readonly ListColumns columns;
    private QueryFault? fault;
    private int depth;

    private QueryParser(string text, ListColumns columns)
    {
        scanner = new QueryScanner(text);
        this.columns = columns;
    }

    /// <summary>Reads a query that is not blank.</summary>
    /// <param name="text">The query.</param>
    /// <param name="columns">The properties that it may name.</param>
    /// <returns>What it asks, or what is wrong with it.</returns>
    public static (Filter? Filter, QueryFault? Fault) Parse(string text, ListColumns columns)
    {
        if (text.Length > Longest)
        {
            return (null, new QueryFault(Longest + 1, $"a query has at most {Longest} characters"));
        }

        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            return (null, new QueryFault(nul + 1, "a NUL character can't be compared"));
        }

        var parser = new QueryParser(text, columns);
        var filter = parser.Alternatives();
        if (filter is not null && !parser.scanner.IsAtEnd)
        {
            filter = parser.Fail("expected &&, || or the end");
        }

        return (filter, parser.fault);
    }

    private Filter? Alternatives() => Joined("||", () => Joined("&&", Term, terms => new EachOf(terms)), terms => new AnyOf(terms));

    private Filter? Joined(string sign, Func<Filter?> next, Func<List<Filter>, Filter> join)
    {
        var terms = new List<Filter>();
        do
        {
            if (next() is not { } term)
            {
                return null;
            }

            terms.Add(term);
        }
        while (scanner.Take(sign));

        return terms.Count == 1 ? terms[0] : join(terms);
    }

    private Filter? Term() => scanner.Take("{") ? Group() : Comparison();

    private Filter? Group()
    {
        if (++depth > Deepest)
        {
            return Fail($"there are at most {Deepest} groups inside one another");
        }

        var inside = Alternatives();
        if (inside is not null && !scanner.Take("}"))
        {
            return Fail("expected &&, || or } to close the group");
        }

        depth--;
        return inside;
    }

    private Filter? Comparison()
    {
        var at = scanner.Position;
        var name = scanner.TakeName();
        if (name.Split('.').Contains("") || name.IndexOfAny(['[', ']']) >= 0)
        {
            return Fail(name.Length == 0 ? "expected a property or {" : $"'{name}' is not a property: names are joined by dots, and arrays can't be asked", at);
        }

        if (columns.Find(name) is not { } column)
        {
            return Fail($"there is no property '{name}'; there are {columns.Listed}", at);
        }

        at = scanner.Position;
        if (scanner.TakeOperator() is not { } comparing)
        {
            return Fail("expected =, !=, ~, >, <, >= or <=", at);
        }

        if (!CanCompare(comparing, column.Type))
        {
            return Fail($"expected {(column.Type == ListType.Flag ? "= or !=" : "=, !=, >, <, >= or <=")}, since {column.Name} is {Word(column.Type)}", at);
        }

        at = scanner.Position;
        var value = Operand.Of(scanner.TakeValue());
        return value.Text.Length == 0 ? Fail("expected a value", at)
            : !value.Fits(column.Type) ? Fail($"expected {Word(column.Type)}, since {column.Name} is one; got '{value.Text}'", at)
            : new Comparison(column, comparing, value);
    }

    private static bool CanCompare(ListOperator comparing, ListType type) => type switch
    {
        ListType.Flag => comparing is ListOperator.Equal or ListOperator.NotEqual,
        ListType.Number or ListType.Moment => comparing != ListOperator.Contains,
        _ => true,
    };

    private static string Word(ListType type) => type switch
    {
        ListType.Number => "a number",
        ListType.Moment => "a date such as 2022-10-23 or 2022-10-23T00:00:00Z",
        _ => "true or false",
    };

    private Filter? Fail(string message) => Fail(message, scanner.Position);

    private Filter? Fail(string message, int position)
    {
        fault ??= new QueryFault(position, message);
        return null;
    }
}
