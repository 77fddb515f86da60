using System.Text.RegularExpressions;

namespace Daybook.House.Tests;

/// <summary>The rules of the house that a program can check: each says what breaks it.</summary>
public static partial class HouseRules
{
    private const int MostLines = 400;

    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Daybook.Wire"] = [],
        ["Daybook.Bookkeeping"] = [],
        ["Daybook.Syncing"] = ["Daybook.Bookkeeping"],
        ["Daybook.Platforms"] = ["Daybook.Syncing", "Daybook.Bookkeeping"],
        ["Daybook.Storage"] = ["Daybook.Syncing", "Daybook.Bookkeeping"],
        ["Daybook.Server"] = ["Daybook.Wire", "Daybook.Bookkeeping", "Daybook.Syncing", "Daybook.Platforms", "Daybook.Storage"],
    };

    private static readonly string[] EmptyWords = ["Service", "Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Info", "Base", "Impl", "Common", "Core"];

    /// <summary>References from one room to another that it must not know. A project without rules is a finding too.</summary>
    public static IEnumerable<string> ForbiddenReferences(IEnumerable<HouseFile> projects) =>
        projects.SelectMany(project => ProjectReference().Matches(project.Text).Select(match => match.Groups["name"].Value)
            .Where(known => !MayKnow.TryGetValue(project.Name, out var allowed) || !allowed.Contains(known))
            .Select(known => $"{project.Name} must not know {known}"));

    /// <summary>Projects that the solution does not list: nobody would build them.</summary>
    public static IEnumerable<string> ForgottenProjects(HouseFile solution, IEnumerable<HouseFile> projects) =>
        projects.Where(project => !solution.Text.Contains($"\"{project.Path}\"", StringComparison.Ordinal)).Select(project => project.Path);

    public static IEnumerable<string> TooLong(IEnumerable<HouseFile> files, int most = MostLines) =>
        files.Where(file => file.Lines.Length > most + 1).Select(file => $"{file.Path} has {file.Lines.Length - 1} lines");

    /// <summary>Types whose names end in a word that says nothing.</summary>
    public static IEnumerable<string> EmptyNames(IEnumerable<HouseFile> files) =>
        files.SelectMany(file => Code(file).SelectMany(line => TypeDeclaration().Matches(line.Text)).Select(match => match.Groups["name"].Value)
            .Where(name => EmptyWords.Any(word => name.EndsWith(word, StringComparison.Ordinal)))
            .Select(name => $"{file.Path}: {name}"));

    /// <summary>Numbers that can't hold a penny.</summary>
    public static IEnumerable<string> InexactNumbers(IEnumerable<HouseFile> files) =>
        files.SelectMany(file => Code(file).Where(line => InexactNumber().IsMatch(line.Text)).Select(line => $"{file.Path}:{line.Number}"));

    /// <summary>Public types without a summary, or at least the meaning of their parameters.</summary>
    public static IEnumerable<string> Undocumented(IEnumerable<HouseFile> files) =>
        files.SelectMany(file => Code(file).Where(line => PublicType().IsMatch(line.Text) && !HasSummary(file.Lines, line.Number - 1))
            .Select(line => $"{file.Path}:{line.Number}: {line.Text.Trim()}"));

    public static IEnumerable<string> Unfinished(IEnumerable<HouseFile> files) =>
        files.SelectMany(file => file.Lines.Select((text, i) => (Text: text, Number: i + 1)).Where(line => Marker().IsMatch(line.Text)).Select(line => $"{file.Path}:{line.Number}"));

    private static bool HasSummary(string[] lines, int declaration)
    {
        var line = declaration - 1;
        while (line >= 0 && lines[line].TrimStart().StartsWith('['))
        {
            line--;
        }

        var found = false;
        for (; line >= 0 && lines[line].TrimStart().StartsWith("///", StringComparison.Ordinal); line--)
        {
            found |= lines[line].Contains("<summary>", StringComparison.Ordinal) || lines[line].Contains("<inheritdoc", StringComparison.Ordinal);
        }

        return found;
    }

    /// <summary>The lines without comments and without what stands between quotes.</summary>
    private static IEnumerable<(string Text, int Number)> Code(HouseFile file) =>
        file.Lines.Select((line, i) => (Text: Comment().Replace(Quoted().Replace(line, "\"\""), ""), Number: i + 1));

    [GeneratedRegex("""<ProjectReference Include="[^"]*?(?<name>[^/\\"]+)\.csproj""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"\b(class|record struct|record class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^\s*public ((static|sealed|abstract|readonly|partial) )*(class|record|struct|interface|enum|delegate) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\b(double|float|Double|Single)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InexactNumber();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("""
        "(\\.|[^"\\])*"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("//.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();
}
