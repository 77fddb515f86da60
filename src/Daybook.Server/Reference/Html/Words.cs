using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Daybook.Server.Reference.Html;

/// <summary>Turns the little markdown of the document into elements: paragraphs, <c>`code`</c> and <c>**bold**</c>.</summary>
internal static partial class Words
{
    public static IEnumerable<XElement> Paragraphs(string? text) =>
        (text ?? "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(paragraph => new XElement("p", Inline(paragraph)));

    public static IEnumerable<object> Inline(string? text) => Marks().Split(text ?? "").Select(part => (object)(
        part is ['`', .., '`'] ? new XElement("code", part[1..^1])
        : part.Length > 4 && part.StartsWith("**", StringComparison.Ordinal) && part.EndsWith("**", StringComparison.Ordinal) ? new XElement("strong", part[2..^2])
        : part));

    [GeneratedRegex(@"(?<mark>`[^`]+`|\*\*[^*]+\*\*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
