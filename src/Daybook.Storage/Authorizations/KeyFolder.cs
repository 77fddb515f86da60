namespace Daybook.Storage.Authorizations;

/// <summary>Where the keys lie that secrets are encrypted with: a file each.</summary>
internal static class KeyFolder
{
    /// <summary>Keys of one name open what was closed under the same alone.</summary>
    public const string Application = "Daybook";

    /// <summary>The folder, made where it is missing, for the server's own user alone.</summary>
    public static DirectoryInfo Of(StorageOptions options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return folder;
    }

    /// <summary>The files of the keys, by name.</summary>
    public static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles("key-*.xml").OrderBy(file => file.Name, StringComparer.Ordinal);
}
