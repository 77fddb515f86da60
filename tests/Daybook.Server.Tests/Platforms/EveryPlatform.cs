using Xunit;

namespace Daybook.Server.Tests.Platforms;

/// <summary>The platforms, by their keys, for laws that hold on each of them.</summary>
public static class EveryPlatform
{
    private const string PlainText = "hldg";

    public static TheoryData<string> Keys => [PlainText, .. Elsewhere];

    /// <summary>Each with whether sales are written as journal entries.</summary>
    public static TheoryData<string, bool> InBothPresentations => Both([PlainText, .. Elsewhere]);

    /// <summary>Those whose books are not the company's own files: several companies may share them.</summary>
    public static TheoryData<string> Shared => [.. Elsewhere];

    /// <inheritdoc cref="Shared"/>
    public static TheoryData<string, bool> SharedInBothPresentations => Both(Elsewhere);

    private static string[] Elsewhere => ["gbol", "qhyg", "fbrh", "tryt"];

    private static TheoryData<string, bool> Both(string[] platforms) => [.. platforms.SelectMany(platform => new[] { (platform, false), (platform, true) })];
}
