using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Daybook.Platforms.PlainText;

/// <summary>Files that are there whole or not at all, and that stay once they are there.</summary>
internal static partial class DurableFile
{
    /// <summary>Writes a file under a name that nobody has: of several writers of one name exactly one succeeds.</summary>
    /// <param name="path">The name.</param>
    /// <param name="aside">A folder of the same disk, to write in first.</param>
    /// <param name="content">What the file holds.</param>
    /// <returns>Whether the name was free.</returns>
    public static bool TryCreate(string path, string aside, ReadOnlySpan<byte> content)
    {
        var written = WriteAside(aside, content);
        try
        {
            // A hard link on Unix: the file system itself refuses the second of two writers.
            File.Move(written, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
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
            throw new IOException($"The folder of {path} can't be opened (error {Marshal.GetLastPInvokeError()}).");
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

    // .NET opens no folders; flags 0 is "read only" on every Unix.
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
