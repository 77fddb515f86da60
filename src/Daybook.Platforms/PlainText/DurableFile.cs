using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Daybook.Platforms.PlainText;

/// <summary>Files that are there whole or not at all, and that stay once they are there.</summary>
internal static partial class DurableFile
{
    /// <summary>EEXIST on every Unix.</summary>
    private const int NameIsTaken = 17;

    /// <summary>Writes a file under a name that nobody has: of several writers of one name exactly one succeeds.</summary>
    /// <param name="path">The name.</param>
    /// <param name="aside">A folder of the same disk, to write in first.</param>
    /// <param name="content">What the file holds.</param>
    /// <returns>Whether the name was free.</returns>
    public static bool TryCreate(string path, string aside, ReadOnlySpan<byte> content)
    {
        var written = WriteAside(aside, content);
        if (!TryName(written, path))
        {
            File.Delete(written);
            return false;
        }

        FlushFolderOf(path);
        return true;
    }

    /// <summary>Replaces a file; whoever reads it meanwhile sees the old one or the new one, whole.</summary>
    public static void Replace(string path, string aside, ReadOnlySpan<byte> content)
    {
        File.Move(WriteAside(aside, content), path, overwrite: true);
        FlushFolderOf(path);
    }

    /// <summary>Makes sure that a name that is seen in a folder outlives a power cut.</summary>
    public static void FlushFolderOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = Open(Path.GetDirectoryName(path)!, 0);
        if (folder.IsInvalid)
        {
            throw Failure($"The folder of {path} can't be opened");
        }

        RandomAccess.FlushToDisk(folder);
    }

    private static string WriteAside(string aside, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(aside, Path.GetRandomFileName());
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return path;
    }

    private static bool TryName(string written, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(written, path, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                return false;
            }
        }

        // Not File.Move: on Unix it looks whether the name is free and then renames, and a second writer in between is overwritten.
        if (Link(written, path) == 0)
        {
            File.Delete(written);
            return true;
        }

        return Marshal.GetLastPInvokeError() == NameIsTaken ? false : throw Failure($"{path} can't be created");
    }

    private static IOException Failure(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string path);

    // .NET opens no folders; flags 0 is "read only" on every Unix.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
