using System.Globalization;
using Daybook.Bookkeeping;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Platforms.FreeAgent;

/// <summary>What a document is known by on FreeAgent, and how values are written there.</summary>
internal static class FreeAgentMark
{
    /// <summary>The longest text of a journal entry or explanation.</summary>
    public const int MaxText = 255;

    private const int IdDigits = DocumentMark.IdDigits;

    /// <summary>The number with the beginning of the id: the same on every attempt, and another document's never, though it had the same number.</summary>
    public static string Of(Document document) => $"{document.Number}.{document.Id.ToString("N")[..IdDigits]}";

    /// <summary>The mark as it stands within a text: in brackets.</summary>
    public static string Bracketed(Document document) => $"[{Of(document)}]";

    /// <summary>A text that begins with the mark.</summary>
    public static string Text(Document document, string description) => Cut($"{Bracketed(document)} {description}", MaxText);

    /// <summary>Whether a text carries the mark of some document.</summary>
    public static bool IsMarked(string text) => text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end && text[..end].LastIndexOf('.') == end - IdDigits - 1;

    public static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Cut(string text, int length) => text.Length > length ? text[..(length - 1)] + "…" : text;
}
