namespace Daybook.House.Tests;

/// <summary>A file of the repository.</summary>
/// <param name="Path">From the root, with slashes.</param>
/// <param name="Text">What is in it.</param>
public sealed record HouseFile(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string[] Lines => Text.Split('\n');
}

/// <summary>The repository that the tests were built from.</summary>
public static class House
{
    private static readonly string[] Folders = ["src", "tests", "bench", "docs"];
    private static readonly string Root = FindRoot();

    // What a build makes, and what others wrote.
    private static readonly string[] NotOurs = ["/obj/", "/bin/", "/node_modules/"];

    /// <summary>The files of a folder and of those in it that end in one of the given ways, as far as they are ours.</summary>
    public static IReadOnlyList<HouseFile> Files(string folder, params string[] endings) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !NotOurs.Any(folder => path.Contains(folder, StringComparison.Ordinal)))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Select(File),
    ];

    /// <summary>The files of every folder that people write in.</summary>
    public static IReadOnlyList<HouseFile> AllFiles(params string[] endings) =>
        [.. Folders.Where(folder => Directory.Exists(Path.Combine(Root, folder))).SelectMany(folder => Files(folder, endings))];

    public static HouseFile File(string path) => new(path, System.IO.File.ReadAllText(Path.Combine(Root, path)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Daybook.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run from inside the repository.");
    }
}
