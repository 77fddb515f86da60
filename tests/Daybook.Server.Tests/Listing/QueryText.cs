using Daybook.Storage.Listing;

namespace Daybook.Server.Tests.Listing;

/// <summary>Queries by chance, and a query in writing.</summary>
internal static class QueryText
{
    public static readonly ListColumns Columns = new(
        [
            new ListColumn { Name = "name", Type = ListType.Text },
            new ListColumn { Name = "status", Type = ListType.Name },
            new ListColumn { Name = "amount", Type = ListType.Number },
            new ListColumn { Name = "at.end", Type = ListType.Moment },
            new ListColumn { Name = "isGone", Type = ListType.Flag },
        ],
        new OpenObject("tags."));

    private static readonly string[] Words = ["x", "a b", "5", "-1.50", "2026-01-02T03:04:05Z", "true", "=", "a=b", "é & |ü", "!", "<>", "{"];

    public static Filter Any(Random chance, int depth = 3)
    {
        var shape = chance.Next(depth == 0 ? 1 : 3);
        return shape == 0 ? AnyComparison(chance)
            : shape == 1 ? new EachOf([.. Several(chance, depth)])
            : new AnyOf([.. Several(chance, depth)]);
    }

    public static string Write(Filter filter) => filter switch
    {
        EachOf each => string.Join(" && ", each.Terms.Select(term => term is Comparison ? Write(term) : $"{{ {Write(term)} }}")),
        AnyOf any => string.Join("||", any.Terms.Select(term => term is Comparison or EachOf ? Write(term) : $"{{{Write(term)}}}")),
        Comparison one => one.Column.Name + Sign(one.Operator) + one.Value.Text,
        _ => throw new InvalidOperationException(),
    };

    private static IEnumerable<Filter> Several(Random chance, int depth) => Enumerable.Range(0, chance.Next(2, 4)).Select(_ => Any(chance, depth - 1));

    private static Comparison AnyComparison(Random chance)
    {
        while (true)
        {
            var column = Columns.Find(new[] { "name", "status", "amount", "at.end", "isGone", "tags.x", "tags.A.b" }[chance.Next(7)])!;
            var comparing = (ListOperator)chance.Next(7);
            var value = Operand.Of(Words[chance.Next(Words.Length)]);
            var written = Sign(comparing) + value.Text;
            var isAmbiguous = value.Text.Contains('{', StringComparison.Ordinal) || written.StartsWith(">=", StringComparison.Ordinal) != (comparing == ListOperator.GreaterOrEqual)
                || written.StartsWith("<=", StringComparison.Ordinal) != (comparing == ListOperator.LessOrEqual);
            if (value.Fits(column.Type) && !isAmbiguous && CanCompare(comparing, column.Type))
            {
                return new Comparison(column, comparing, value);
            }
        }
    }

    private static bool CanCompare(ListOperator comparing, ListType type) =>
        type == ListType.Flag ? comparing <= ListOperator.NotEqual : comparing != ListOperator.Contains || type is not (ListType.Number or ListType.Moment);

    private static string Sign(ListOperator comparing) => new[] { "=", "!=", "~", ">", "<", ">=", "<=" }[(int)comparing];
}
