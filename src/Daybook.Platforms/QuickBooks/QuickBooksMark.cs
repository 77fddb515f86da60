using System.Text.RegularExpressions;
using Daybook.Bookkeeping;
using NodaTime.Text;

namespace Daybook.Platforms.QuickBooks;

/// <summary>What a document is known by in QuickBooks: its number, and in the private note a mark that no other document has.</summary>
internal static partial class QuickBooksMark
{
    private const int MaxNote = 4000;

    /// <summary>The number with the id: the same on every attempt, and another document's never, though it had the same number.</summary>
    public static string Of(Document document) => $"{document.Number}.{document.Id:N}";

    /// <summary>Reads the mark of a private note, which may be behind the word that voiding puts there; null where it has none.</summary>
    public static (string Number, Guid Id)? Read(string? note) =>
        Marked().Match(note ?? "") is { Success: true } mark && Guid.TryParseExact(mark.Groups["id"].Value, "N", out var id) ? (mark.Groups["number"].Value, id) : null;

    /// <summary>The mark, and below it what a reader must know.</summary>
    public static string Note(Document document)
    {
        var note = string.Join('\n', new[] { Of(document) }.Concat(document.Notes));
        return note.Length > MaxNote ? note[..(MaxNote - 1)] + "…" : note;
    }

    /// <summary>A day as QuickBooks takes it.</summary>
    public static string Day(Document document) => LocalDatePattern.Iso.Format(document.Date);

    /// <summary>Whether a private note is the document's. Voiding puts a word before it.</summary>
    public static bool IsIn(string? note, Document document) => note?.Contains(Of(document), StringComparison.Ordinal) is true;

    public static bool IsVoid(string? note) => note?.StartsWith("Voided", StringComparison.Ordinal) is true;

    [GeneratedRegex(@"(?<number>DB-\d{8}-\d+)\.(?<id>[0-9a-f]{32})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marked();
}
