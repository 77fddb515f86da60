using System.Text;
using System.Text.RegularExpressions;

namespace Daybook.House.Tests;

/// <summary>The reference of settings, made from the words that stand at the options themselves.</summary>
public static partial class SettingsTable
{
    public const string Source = "src/Daybook.Server/Hosting/DaybookSettings.cs";
    public const string Page = "docs/settings.md";

    /// <summary>The page that the options' source gives.</summary>
    public static string Of(HouseFile source)
    {
        var page = new StringBuilder();
        page.Append("# Settings\n\nEnvironment variables; all may be left out. A value that can't be is refused at the start, by name. Secrets belong in a file that only the service can read ([systemd unit](../deploy/daybook.service)), not on a command line.\n\n");
        page.Append("| variable | meaning |\n|---|---|\n");
        foreach (Match option in Option().Matches(source.Text))
        {
            var words = Plain(option.Groups["words"].Value);
            var names = Variable().Matches(words).Select(name => name.Value).Distinct(StringComparer.Ordinal).ToList();
            if (names.Count > 0)
            {
                page.Append($"| {string.Join("<br>", names.Select(name => $"`{name}`"))} | {words} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The variables that a source reads and its words don't name.</summary>
    public static IEnumerable<string> Untold(HouseFile source)
    {
        var page = Of(source);
        return Read().Matches(source.Text).Select(name => name.Groups["name"].Value).Distinct(StringComparer.Ordinal).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static string Plain(string comment)
    {
        var words = Lines().Replace(comment, " ");
        words = Code().Replace(words, "`${text}`");
        words = Reference().Replace(words, "${name}");
        return Spaces().Replace(words, " ").Replace("|", "\\|", StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"<summary>(?<words>(?:(?!</summary>).)*)</summary>\s*public [\w?]+ \w+ \{ get; init; \}", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();

    [GeneratedRegex(@"\b(DAYBOOK|OTEL)_[A-Z_]+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("\"(?<name>(DAYBOOK|OTEL)_[A-Z_]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Read();

    [GeneratedRegex(@"\s*///\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lines();

    [GeneratedRegex("<c>(?<text>[^<]*)</c>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("<see cref=\"(?<name>[^\"]*)\" ?/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();
}
