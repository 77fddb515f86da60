using System.Globalization;
using System.Text.RegularExpressions;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>One condition of a statement.</summary>
internal sealed record QuickBooksCondition(string Field, string Operator, IReadOnlyList<string> Values);

/// <summary>A statement of the query language: conditions tied by AND, no other ties.</summary>
internal sealed partial record QuickBooksStatement(string Entity, bool IsCount, IReadOnlyList<QuickBooksCondition> Conditions, int Start, int? Most)
{
    /// <exception cref="RefusedException">It can't be read, or asks for what there is not.</exception>
    public static QuickBooksStatement Read(string text)
    {
        var words = new Queue<string>(Word().Matches(text).Select(word => word.Value));
        Expect(words, "select");
        var isCount = Take(words) is var first && string.Equals(first, "count", StringComparison.OrdinalIgnoreCase);
        while (!Is(words, "from"))
        {
            Take(words);
        }

        Take(words);
        var entity = Take(words);
        var conditions = new List<QuickBooksCondition>();
        var (start, most) = (1, (int?)null);
        while (words.Count > 0)
        {
            switch (Take(words).ToLowerInvariant())
            {
                case "where" or "and":
                    conditions.Add(Condition(words));
                    break;
                case "startposition":
                    start = Number(words);
                    break;
                case "maxresults":
                    most = Number(words);
                    break;
                case "orderby" or "order":
                    SkipOrder(words);
                    break;
                case var other:
                    throw Unread(other);
            }
        }

        return start < 1
            ? throw new RefusedException("4001", "Invalid query", $"QueryValidationError: value {start} is too small. Min allowed value is 1")
            : new QuickBooksStatement(entity, isCount, conditions, start, most);
    }

    private static QuickBooksCondition Condition(Queue<string> words)
    {
        var (field, operation) = (Take(words), Take(words).ToLowerInvariant());
        if (operation is not ("=" or "<" or ">" or "<=" or ">=" or "like" or "in"))
        {
            throw Unread(operation);
        }

        if (operation != "in")
        {
            return new QuickBooksCondition(field, operation, [Value(Take(words))]);
        }

        Expect(words, "(");
        var values = new List<string>();
        do
        {
            values.Add(Value(Take(words)));
        }
        while (Take(words) == ",");
        return new QuickBooksCondition(field, operation, values);
    }

    /// <summary>Without its quotes, where it has some; an escaped sign stands for itself.</summary>
    private static string Value(string word) =>
        word.StartsWith('\'') ? Escape().Replace(word[1..^1], "${sign}") : word.ToLowerInvariant() is "true" or "false" ? word.ToLowerInvariant() : word;

    private static void SkipOrder(Queue<string> words)
    {
        while (words.Count > 0 && !Is(words, "startposition") && !Is(words, "maxresults"))
        {
            Take(words);
        }
    }

    private static int Number(Queue<string> words) => Take(words) is var word && int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unread(word);

    private static bool Is(Queue<string> words, string expected) => words.TryPeek(out var word) ? string.Equals(word, expected, StringComparison.OrdinalIgnoreCase) : throw Unread("<EOF>");

    private static void Expect(Queue<string> words, string expected)
    {
        if (!Is(words, expected))
        {
            throw Unread(words.Peek());
        }

        words.Dequeue();
    }

    private static string Take(Queue<string> words) => words.TryDequeue(out var word) ? word : throw Unread("<EOF>");

    private static RefusedException Unread(string word) => new("4000", "Error parsing query", $"QueryParserError: Encountered \" \"{word}\"\"");

    [GeneratedRegex(@"'(\\.|[^'\\])*'|[<>]=?|=|[(),*]|[^\s'<>=(),*]+|'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\\(?<sign>.)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
