using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>What may name an account so that hledger, Ledger and (translated) Beancount all read it as one account.</summary>
internal static class AccountName
{
    private const int MaxLength = 200;

    private static readonly Dictionary<string, string> RootOf = new(StringComparer.Ordinal)
    {
        ["Asset"] = "assets",
        ["Liability"] = "liabilities",
        ["Equity"] = "equity",
        ["Income"] = "income",
        ["Expense"] = "expenses",
    };

    /// <summary>The whole name of an account that is wished for: of a short one by its classification.</summary>
    public static string Of(NewAccount account) =>
        account.Name.Contains(':', StringComparison.Ordinal) || RootOf.ContainsValue(account.Name) ? account.Name : account.Classification.Split('.')[0] switch
        {
            "Income" => $"income:sales:{account.Name}",
            var kind when RootOf.TryGetValue(kind, out var root) => $"{root}:{account.Name}",
            _ => account.Name,
        };

    /// <summary>Why an account can't have the name and classification; null where it can.</summary>
    public static string? Refusal(string name, string classification)
    {
        var parts = name.Split(':');
        if (name.Length > MaxLength || parts.Length < 2 || !RootOf.ContainsValue(parts[0]))
        {
            return $"'{name}' is no account name: it needs two or more parts separated by colons, the first of them assets, liabilities, equity, income or expenses, and at most {MaxLength} characters.";
        }

        if (!parts.All(IsPart))
        {
            return $"'{name}' is no account name: each part consists of letters, digits and the signs - . & ' with single spaces between words, and begins with a letter or digit.";
        }

        return RootOf.GetValueOrDefault(classification.Split('.')[0]) == parts[0] && classification.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '.')
            ? null
            : $"'{name}' can't be classified as '{classification}': accounts under {parts[0]} are {RootOf.Single(root => root.Value == parts[0]).Key}.";
    }

    private static bool IsPart(string part)
    {
        // Two spaces end an account name in a journal, and a sign in front may make it a virtual account or a comment.
        if (part.Length == 0 || !IsLetterOrDigit(part[0]) || part[^1] == ' ' || part.Contains("  ", StringComparison.Ordinal))
        {
            return false;
        }

        return part.All(sign => IsLetterOrDigit(sign) || sign is ' ' or '-' or '.' or '&' or '\'');
    }

    private static bool IsLetterOrDigit(char sign) => char.IsLetter(sign) || char.IsAsciiDigit(sign);
}
