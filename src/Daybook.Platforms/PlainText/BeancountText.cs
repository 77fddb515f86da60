using System.Text;
using NodaTime.Text;

namespace Daybook.Platforms.PlainText;

/// <summary>The books in Beancount's language.</summary>
internal static class BeancountText
{
    /// <summary>Options and accounts. Archived accounts are open too: what was booked on them stays.</summary>
    public static string Declarations(BooksChart chart, BeancountNames names)
    {
        // Without it Beancount lets half of the last place pass as balanced.
        var text = new StringBuilder("option \"inferred_tolerance_multiplier\" \"0\"\n");
        foreach (var currency in chart.Currencies)
        {
            text.Append($"option \"operating_currency\" \"{currency}\"\n");
        }

        text.Append('\n');
        foreach (var account in chart.Accounts)
        {
            text.Append($"1970-01-01 open {names[account.Id]}\n  name: {Quoted(account.Id)}\n");
        }

        return text.ToString();
    }

    public static string Write(JournalEntry entry, BeancountNames names)
    {
        var text = new StringBuilder();
        text.Append($"\n{LocalDatePattern.Iso.Format(entry.Date)} * {Quoted(entry.Title)}");

        // Links tie an invoice to its payments in Fava.
        foreach (var link in new[] { entry.Number, entry.Target, entry.Source }.OfType<string>())
        {
            text.Append(" ^").Append(link);
        }

        text.Append('\n');
        Meta(text, "id", entry.Id.ToString());
        Meta(text, "number", entry.Number);
        Meta(text, "kind", entry.Kind.ToString());
        Meta(text, "target", entry.Target);
        Meta(text, "source", entry.Source);
        Meta(text, "location", entry.Location);
        for (var i = 0; i < entry.Notes.Count; i++)
        {
            Meta(text, $"note{i + 1}", entry.Notes[i]);
        }

        foreach (var (account, amount, currency) in entry.Postings)
        {
            text.Append($"  {names[account]}  {amount} {currency}\n");
        }

        return text.ToString();
    }

    private static void Meta(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append($"  {key}: {Quoted(value)}\n");
        }
    }

    private static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
