using Microsoft.Data.Sqlite;
using Npgsql;

namespace Daybook.Storage;

/// <summary>What keeps a database from working for a while, though nothing is wrong with what it was asked.</summary>
public enum StorageTrouble
{
    /// <summary>It does not answer, is starting or stopping, or is busy: the same may work in a moment.</summary>
    Unavailable = 1,

    /// <summary>The disk is full: it works again when somebody has made room.</summary>
    Full = 2,
}

/// <summary>Tells troubles of the database from faults of the program.</summary>
public static class StorageTroubles
{
    private const int SqliteFull = 13;

    // Busy, locked, read-only, input or output, can't open.
    private static readonly int[] SqlitePasses = [5, 6, 8, 10, 14];

    /// <summary>The trouble that an exception tells of; null where it is another fault.</summary>
    public static StorageTrouble? Of(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => StorageTrouble.Full,
        SqliteException sqlite when SqlitePasses.Contains(sqlite.SqliteErrorCode) => StorageTrouble.Unavailable,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StorageTrouble.Full,
        PostgresException { SqlState: var state } => IsPassing(state) ? StorageTrouble.Unavailable : null,
        NpgsqlException => StorageTrouble.Unavailable,
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };

    /// <summary>Connection lost (08), rolled back to let others go first (40), out of resources (53), an operator at work (57), system error (58).</summary>
    private static bool IsPassing(string state) => state[..2] is "08" or "40" or "53" or "57" or "58";
}
