using System.Text.RegularExpressions;

namespace Daybook.Platforms;

/// <summary>What documents are known by on platforms that have no place for our ids: number and beginning of the id, as in <c>DB-20261120-1.0b0e7c396a0e51d2f6a8</c>.</summary>
internal static partial class DocumentMark
{
    /// <summary>How many hexadecimal digits of the id it holds.</summary>
    public const int IdDigits = 20;

    /// <summary>The mark in a text.</summary>
    /// <returns>The number, and the id as far as it is known, the rest zeros; null where the text has none.</returns>
    public static (string Number, Guid Id)? In(string? text) =>
        Marked().Match(text ?? "") is { Success: true } mark ? (mark.Groups["number"].Value, Guid.ParseExact(mark.Groups["id"].Value.PadRight(32, '0'), "N")) : null;

    [GeneratedRegex(@"(?<![\w.-])(?<number>DB-\d{8}-\d+)\.(?<id>[0-9a-f]{20})(?![\w.])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marked();
}
