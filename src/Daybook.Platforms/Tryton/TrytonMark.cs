using Daybook.Bookkeeping;

namespace Daybook.Platforms.Tryton;

/// <summary>What a document is known by in Tryton: the reference of an invoice, the beginning of the description of a move.</summary>
internal static class TrytonMark
{
    private const int IdDigits = DocumentMark.IdDigits;

    /// <summary>The number with the beginning of the id: the same on every attempt, and another document's never, though it had the same number.</summary>
    public static string Of(Document document) => $"{document.Number}.{document.Id.ToString("N")[..IdDigits]}";

    /// <summary>The mark at the beginning of a text, if it is one of a document with this number; else null.</summary>
    public static string? Find(string number, string? text)
    {
        var length = number.Length + 1 + IdDigits;
        return text is not null && text.Length >= length && text.StartsWith(number + ".", StringComparison.Ordinal) && text[(number.Length + 1)..length].All(char.IsAsciiHexDigitLower)
            && (text.Length == length || text[length] == ' ') ? text[..length] : null;
    }
}
