using System.Text;
using Daybook.Syncing;
using NodaTime.Text;

namespace Daybook.Platforms.PlainText;

/// <summary>The chart as the journal file that declares it: what hledger and Ledger check against is what Daybook itself reads.</summary>
internal static class ChartText
{
    private const string Heading = "; Written by Daybook, which reads it back: additions belong in main.journal or in files that it includes.";
    private const string Closed = "; closed up to ";
    private const string Commodity = "commodity ";
    private const string Account = "account ";
    private const string Class = "    ; class: ";
    private const string Archived = ", archived";
    private static readonly string[] Tags = ["id", "kind", "target", "source", "location"];

    /// <summary>The file.</summary>
    public static string Write(BooksChart chart) => $"{Heading}\n{Declarations(chart)}";

    /// <summary>What it declares.</summary>
    public static string Declarations(BooksChart chart)
    {
        var text = new StringBuilder();
        if (chart.ClosedUpTo is { } closed)
        {
            text.Append(Closed).Append(LocalDatePattern.Iso.Format(closed)).Append('\n');
        }

        text.Append('\n').AppendJoin("", Tags.Select(tag => $"tag {tag}\n"));
        foreach (var currency in chart.Currencies)
        {
            // Both programs balance to the places shown here: with fewer than four a tenth of a penny would pass.
            text.Append($"\n{Commodity}{currency}\n    format 1000.0000 {currency}\n");
        }

        text.Append('\n');
        foreach (var account in chart.Accounts)
        {
            text.Append($"{Account}{account.Id}\n{Class}{account.Classification}{(account.IsActive ? "" : Archived)}\n");
        }

        return text.ToString();
    }

    /// <exception cref="PlatformUnavailableException">Somebody else has written in it.</exception>
    public static BooksChart Parse(string text)
    {
        var accounts = new List<ChartAccount>();
        var currencies = new List<string>();
        var chart = new BooksChart { Accounts = accounts, Currencies = currencies };
        string? name = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Closed, StringComparison.Ordinal) && LocalDatePattern.Iso.Parse(line[Closed.Length..]).TryGetValue(default, out var date))
            {
                chart = chart with { ClosedUpTo = date };
            }
            else if (line.StartsWith(Commodity, StringComparison.Ordinal))
            {
                currencies.Add(line[Commodity.Length..]);
            }
            else if (line.StartsWith(Account, StringComparison.Ordinal))
            {
                name = line[Account.Length..];
            }
            else if (name is not null && line.StartsWith(Class, StringComparison.Ordinal))
            {
                var isActive = !line.EndsWith(Archived, StringComparison.Ordinal);
                accounts.Add(new ChartAccount(name, name, NominalCode: null, isActive ? line[Class.Length..] : line[Class.Length..^Archived.Length], isActive));
                name = null;
            }
            else if (line.Length > 0 && line != Heading && !line.StartsWith("tag ", StringComparison.Ordinal) && !line.StartsWith("    format ", StringComparison.Ordinal))
            {
                throw new PlatformUnavailableException($"The chart of the books (chart.journal) holds a line that Daybook did not write: '{line}'.");
            }
        }

        return accounts.Count > 0 ? chart : throw new PlatformUnavailableException("The chart of the books (chart.journal) declares no accounts.");
    }
}
