using Daybook.Syncing;

namespace Daybook.Platforms.PlainText;

/// <summary>
/// Who may touch a set of books: many may write documents at once, but nobody while the chart changes. So no document slips onto a day while it is closed.
/// The lock is the operating system's (<c>flock</c>): it holds between processes, and ends with the process that holds it.
/// </summary>
internal static class BooksLock
{
    private const int Attempts = 2000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>For writing documents: shared with others who do.</summary>
    public static Task<FileStream> ShareAsync(string path, CancellationToken cancellationToken) => EnterAsync(path, FileAccess.Read, FileShare.Read, cancellationToken);

    /// <summary>For changing the chart: nobody else is inside.</summary>
    public static Task<FileStream> OwnAsync(string path, CancellationToken cancellationToken) => EnterAsync(path, FileAccess.ReadWrite, FileShare.None, cancellationToken);

    /// <summary>Whoever waits to get in holds the turn, so that writers who come one after the other can't keep out who wants to change the chart.</summary>
    private static async Task<FileStream> EnterAsync(string path, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        using var turn = await OpenAsync(path + ".turn", FileAccess.ReadWrite, FileShare.None, cancellationToken);
        return await OpenAsync(path, access, share, cancellationToken);
    }

    private static async Task<FileStream> OpenAsync(string path, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 0);
            }
            catch (IOException held) when (held is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                if (attempt == Attempts)
                {
                    throw new PlatformUnavailableException("The books have been busy for ten seconds.", held);
                }
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
