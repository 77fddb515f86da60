namespace Daybook.Storage;

/// <summary>Where the data is kept.</summary>
public sealed record StorageOptions
{
    /// <summary>The folder of the SQLite file <c>daybook.db</c>; made where it is missing. Not touched where PostgreSQL is used.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A connection string of PostgreSQL 15 or later; null: SQLite in <see cref="DataFolder"/>.</summary>
    public string? Postgres { get; init; }
}
