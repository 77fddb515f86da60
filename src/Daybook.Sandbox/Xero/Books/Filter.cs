using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>The part of Xero's filter language that programs use: equalities tied by AND.</summary>
internal static partial class Filter
{
    /// <exception cref="BadRequestException">The filter can't be read.</exception>
    public static IEnumerable<JsonObject> Where(IEnumerable<JsonObject> items, string filter)
    {
        if (filter.Length == 0)
        {
            return items;
        }

        var conditions = Tie().Split(filter).Select(part => Condition().Match(part.Trim())).ToList();
        return conditions.TrueForAll(condition => condition.Success)
            ? items.Where(item => conditions.TrueForAll(condition => Holds(item, condition)))
            : throw new BadRequestException(16, "QueryParseException", "Syntax error");
    }

    private static bool Holds(JsonObject item, Match condition)
    {
        var names = condition.Groups["field"].Value.Split('.');
        var owner = names[..^1].Aggregate(item, (part, name) => part.Part(name));
        var value = owner.Text(names[^1]);
        if (condition.Groups["y"].Success)
        {
            int Number(string name) => int.Parse(condition.Groups[name].Value, CultureInfo.InvariantCulture);
            return owner.Day(names[^1]) == new DateOnly(Number("y"), Number("m"), Number("d"));
        }

        if (names[^1].EndsWith("ID", StringComparison.Ordinal) && condition.Groups["text"].Success)
        {
            throw new BadRequestException(16, "QueryParseException", "Operator '==' incompatible with operand types 'Guid' and 'String'");
        }

        // Xero takes no notice of case.
        return string.Equals(value, condition.Groups["guid"].Success ? condition.Groups["guid"].Value : condition.Groups["text"].Value, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\s+AND\s+|\s*&&\s*", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Tie();

    [GeneratedRegex("""^(?<field>[\w.]+)\s*={1,2}\s*("(?<text>[^"]*)"|guid\("(?<guid>[^"]*)"\)|DateTime\((?<y>\d+),\s*(?<m>\d+),\s*(?<d>\d+)\))$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Condition();
}
