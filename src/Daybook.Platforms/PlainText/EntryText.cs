using System.Text;
using Daybook.Bookkeeping;
using NodaTime.Text;

namespace Daybook.Platforms.PlainText;

/// <summary>An entry as the text of its file, which hledger and Ledger read, and back.</summary>
internal static class EntryText
{
    private const string Indent = "    ";
    private const string Comment = Indent + "; ";
    private const string VoidMark = "; voided, and kept so that its number is not used again\n";

    public static string Write(JournalEntry entry)
    {
        var text = new StringBuilder();
        text.Append($"{LocalDatePattern.Iso.Format(entry.Date)} * ({entry.Number}) {entry.Title}\n");
        Tag(text, "id", entry.Id.ToString());
        Tag(text, "kind", entry.Kind.ToString());
        Tag(text, "target", entry.Target);
        Tag(text, "source", entry.Source);
        Tag(text, "location", entry.Location);
        foreach (var note in entry.Notes)
        {
            text.Append(Comment).Append(note).Append('\n');
        }

        foreach (var (account, amount, currency) in entry.Postings)
        {
            // Every amount is written: one that is left out would be inferred, also where the file was cut short.
            text.Append($"{Indent}{account}  {amount} {currency}\n");
        }

        return text.ToString();
    }

    /// <summary>The entry of a file, or null where it is voided or holds none.</summary>
    public static JournalEntry? Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0][0] == ';')
        {
            return null;
        }

        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var notes = new List<string>();
        var postings = new List<EntryPosting>();
        foreach (var line in lines.AsSpan(1))
        {
            if (!line.StartsWith(Comment, StringComparison.Ordinal))
            {
                postings.Add(Posting(line));
            }
            else if (line.IndexOf(": ", StringComparison.Ordinal) is var colon and > 0)
            {
                tags.Add(line[Comment.Length..colon], line[(colon + 2)..]);
            }
            else
            {
                notes.Add(line[Comment.Length..]);
            }
        }

        return new JournalEntry
        {
            Id = Guid.Parse(tags["id"]),
            Kind = Enum.Parse<DocumentKind>(tags["kind"]),
            Number = lines[0][(lines[0].IndexOf('(', StringComparison.Ordinal) + 1)..lines[0].IndexOf(')', StringComparison.Ordinal)],
            Date = LocalDatePattern.Iso.Parse(lines[0][..10]).Value,
            Target = tags.GetValueOrDefault("target"),
            Source = tags.GetValueOrDefault("source"),
            Location = tags.GetValueOrDefault("location"),
            Notes = notes,
            Postings = postings,
        };
    }

    /// <summary>The file of a document that is out of the books: all of it a comment.</summary>
    public static string Void(string text) => VoidMark + string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"; {line}\n"));

    /// <summary>The text as it was before it was voided, where it was.</summary>
    public static string Unvoid(string text, out bool isVoid)
    {
        isVoid = IsVoid(text);
        return isVoid ? string.Concat(text[VoidMark.Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[2..] + '\n')) : text;
    }

    public static bool IsVoid(string text) => text.StartsWith(VoidMark, StringComparison.Ordinal);

    /// <summary>Whether a file, voided or not, is that of a document. Its tag stands first, so no note can pretend to be it.</summary>
    public static bool IsOf(string text, Guid id)
    {
        const string tag = "; id: ";
        var at = text.IndexOf(tag, StringComparison.Ordinal);
        return at >= 0 && text.AsSpan(at + tag.Length).StartsWith(id.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Words of the merchant as a comment that can't mean anything to a program: no tag, date, payee, comment or end of line.</summary>
    public static string Clean(string words)
    {
        var clean = string.Create(words.Length, words, static (signs, words) =>
        {
            for (var i = 0; i < signs.Length; i++)
            {
                signs[i] = words[i] switch
                {
                    ';' => ',',
                    ':' => '.',
                    '|' => '/',
                    '[' => '(',
                    ']' => ')',
                    var sign => char.IsControl(sign) || char.IsWhiteSpace(sign) ? ' ' : sign,
                };
            }
        });
        return clean.Trim();
    }

    private static void Tag(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append($"{Comment}{name}: {value}\n");
        }
    }

    private static EntryPosting Posting(string line)
    {
        var gap = line.IndexOf("  ", Indent.Length, StringComparison.Ordinal);
        var space = line.LastIndexOf(' ');
        return new EntryPosting(line[Indent.Length..gap], decimal.Parse(line.AsSpan((gap + 2)..space)), line[(space + 1)..]);
    }
}
