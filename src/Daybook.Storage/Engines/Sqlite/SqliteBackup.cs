using Microsoft.Data.Sqlite;

namespace Daybook.Storage.Engines.Sqlite;

/// <summary>Copies the file while a server works with it.</summary>
internal static class SqliteBackup
{
    /// <param name="from">The database file.</param>
    /// <param name="to">The copy, which must not be there yet.</param>
    /// <param name="alongside">What is copied with it: while it runs nothing is written to the database.</param>
    public static void Run(string from, string to, Action alongside)
    {
        using var holder = Open(from, SqliteOpenMode.ReadWrite);
        using var transaction = holder.BeginTransaction(deferred: false);
        using (var source = Open(from, SqliteOpenMode.ReadOnly))
        using (var target = Open(to, SqliteOpenMode.ReadWriteCreate))
        {
            source.BackupDatabase(target);
        }

        alongside();
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, DefaultTimeout = 60, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
