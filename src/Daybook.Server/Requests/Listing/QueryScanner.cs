using Daybook.Storage.Listing;

namespace Daybook.Server.Requests.Listing;

/// <summary>Walks over the text of a query, token by token.</summary>
internal sealed class QueryScanner(string text)
{
    // The longer ones first: what begins with them is never the shorter one.
    private static readonly (string Sign, ListOperator Operator)[] Operators =
    [
        ("!=", ListOperator.NotEqual), (">=", ListOperator.GreaterOrEqual), ("<=", ListOperator.LessOrEqual),
        ("=", ListOperator.Equal), ("~", ListOperator.Contains), (">", ListOperator.Greater), ("<", ListOperator.Less),
    ];

    private int at;

    /// <summary>Of the next token, counted from 1.</summary>
    public int Position => SkipSpace() + 1;

    public bool IsAtEnd => SkipSpace() == text.Length;

    /// <summary>Takes a sign if it comes next.</summary>
    public bool Take(string sign)
    {
        var isNext = string.CompareOrdinal(text, SkipSpace(), sign, 0, sign.Length) == 0;
        at += isNext ? sign.Length : 0;
        return isNext;
    }

    /// <summary>Takes an operator; null where none comes next.</summary>
    public ListOperator? TakeOperator()
    {
        foreach (var (sign, found) in Operators)
        {
            if (Take(sign))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Takes what may be a property's name; empty where none comes next.</summary>
    public string TakeName()
    {
        var start = SkipSpace();
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !"=!~<>&|{}".Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return text[start..at];
    }

    /// <summary>Takes what stands before the next <c>&amp;&amp;</c>, <c>||</c>, brace or the end, without the space around it.</summary>
    public string TakeValue()
    {
        var start = SkipSpace();
        while (at < text.Length && text[at] is not ('{' or '}') && !IsTwice('&') && !IsTwice('|'))
        {
            at++;
        }

        return text[start..at].TrimEnd();
    }

    private bool IsTwice(char sign) => text[at] == sign && at + 1 < text.Length && text[at + 1] == sign;

    private int SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
