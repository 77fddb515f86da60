using Daybook.Storage.Engines.Sqlite;

namespace Daybook.Storage;

/// <summary>The folder of the embedded default, with everything that a server needs to go on from it.</summary>
public static class DataFolder
{
    private const string Database = "daybook.db";

    /// <summary>
    /// Copies a data folder, also while a server works with it: the database as it is at one moment, and beside it the plain-text books. Nothing is stored meanwhile, so a
    /// document that is in the one is in the other, or known to be on its way and looked for first.
    /// </summary>
    /// <param name="from">The data folder.</param>
    /// <param name="to">Where the copy goes: a folder that is empty or not there yet.</param>
    /// <exception cref="IOException">There is no database to copy, or the target is not empty.</exception>
    public static void Copy(string from, string to)
    {
        if (!File.Exists(Path.Combine(from, Database)))
        {
            throw new IOException($"There is no {Database} in {Path.GetFullPath(from)}.");
        }

        Directory.CreateDirectory(to);
        if (Directory.EnumerateFileSystemEntries(to).Any())
        {
            throw new IOException($"{Path.GetFullPath(to)} is not empty.");
        }

        SqliteBackup.Run(Path.Combine(from, Database), Path.Combine(to, Database), () => CopyFiles(Path.Combine(from, "books"), Path.Combine(to, "books")));
    }

    private static void CopyFiles(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            try
            {
                File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
            }
            catch (FileNotFoundException)
            {
                // It was in the making and has found its place meanwhile; its document is known to be on its way.
            }
        }
    }
}
