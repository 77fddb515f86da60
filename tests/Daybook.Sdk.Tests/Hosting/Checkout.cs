namespace Daybook.Sdk.Tests.Hosting;

/// <summary>Where things lie: the scripts of this project, and the public documents beside the checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder of the scripts and of the SDKs that npm installed.</summary>
    public static readonly string Scripts = Path.Combine(FindRoot(), "tests", "Daybook.Sdk.Tests");

    private static readonly string Spec = Path.Combine(FindRoot(), "..", "shared", "spec");

    /// <summary>The public OpenAPI documents; none where they are not beside the checkout.</summary>
    public static IReadOnlyList<string> OfficialDocuments() =>
        Directory.Exists(Spec) ? [.. Directory.GetFiles(Spec, "*.json").Order(StringComparer.Ordinal)] : [];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run from inside the repository.");
    }
}
