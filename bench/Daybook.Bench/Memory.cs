using System.Diagnostics;

namespace Daybook.Bench;

/// <summary>What this process holds. The server, its client and SQLite are in it; PostgreSQL is not.</summary>
internal static class Memory
{
    /// <summary>The most memory that this process has held, in MB.</summary>
    public static long Peak
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 >> 20;
        }
    }
}
