using NodaTime;

namespace Daybook.Storage;

/// <summary>Where the data is kept.</summary>
public sealed record StorageOptions
{
    /// <summary>The folder of the SQLite file <c>daybook.db</c>; made where it is missing. The keys that secrets are encrypted with lie in its <c>keys</c> folder; several servers on one PostgreSQL need the same.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A connection string of PostgreSQL 15 or later; null: SQLite in <see cref="DataFolder"/>.</summary>
    public string? Postgres { get; init; }

    /// <summary>How long the first answer to an idempotency key is given again; default 24 hours.</summary>
    public Duration AnswersKept { get; init; } = AnswerStore.Kept;
}
