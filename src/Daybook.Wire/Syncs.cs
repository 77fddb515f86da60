namespace Daybook.Wire;

/// <summary>What a request for a sync answers.</summary>
public sealed record SyncSummary
{
    public SyncDateRange? SyncDateRangeUtc { get; init; }

    public required Guid CompanyId { get; init; }

    public required Guid CommerceSyncId { get; init; }

    /// <summary>1000 in progress, 1010 running long, 2000 written, 2040 nothing to write, 4000 to 4260 refused, 5000 to 5130 failed.</summary>
    public required int SyncStatusCode { get; init; }

    /// <summary>NotStarted, Started, Pushing, Complete, ValidateError, MapCoreError or PushError.</summary>
    public required string SyncStatus { get; init; }

    /// <summary>What a merchant should know; absent where all is well.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When it was requested, UTC.</summary>
    public required DateTimeOffset SyncUtc { get; init; }

    public required IReadOnlyList<Connection> DataConnections { get; init; }

    /// <summary>Whether anything was written to the books.</summary>
    public required bool DataPushed { get; init; }
}

/// <summary>UTC; the end is not included.</summary>
public sealed record SyncDateRange(DateTimeOffset Start, DateTimeOffset Finish);

/// <summary>How a company's latest sync stands.</summary>
public sealed record SyncStatus
{
    public required Guid CompanyId { get; init; }

    public required Guid CommerceSyncId { get; init; }

    public required Guid SyncId { get; init; }

    /// <inheritdoc cref="SyncSummary.SyncStatusCode"/>
    public required int SyncStatusCode { get; init; }

    /// <inheritdoc cref="SyncSummary.SyncStatus"/>
    [System.Text.Json.Serialization.JsonPropertyName("syncStatus")]
    public required string Status { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset SyncUtc { get; init; }

    public required bool DataPushed { get; init; }

    public required IReadOnlyList<Connection> DataConnections { get; init; }
}

/// <summary>How one sync of a company stands.</summary>
public sealed record CompanySyncStatus
{
    public required Guid CompanyId { get; init; }

    public required Guid SyncId { get; init; }

    /// <inheritdoc cref="SyncSummary.SyncStatusCode"/>
    public required int SyncStatusCode { get; init; }

    public required string SyncStatus { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset SyncUtc { get; init; }

    public required bool DataPushed { get; init; }
}

/// <summary>All that is known of one sync.</summary>
public sealed record SyncDetails
{
    public required Guid CompanyId { get; init; }

    public required Guid SyncId { get; init; }

    public required SyncDateRange SyncDateRangeUtc { get; init; }

    /// <inheritdoc cref="SyncSummary.SyncStatusCode"/>
    public required int SyncStatusCode { get; init; }

    public required string SyncStatus { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>When it was requested, UTC.</summary>
    public required DateTimeOffset SyncUtc { get; init; }

    /// <summary>When it ended, UTC; absent while it runs.</summary>
    public DateTimeOffset? CompletedUtc { get; init; }

    /// <summary>Whether anything was written to the books.</summary>
    public required bool DataPushed { get; init; }

    /// <summary>Whether all its documents have been taken out of the books again.</summary>
    public required bool IsUndone { get; init; }

    /// <summary>What a person should look at although it was booked: amounts beyond what an order owes, records that have waited for long.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>When a company's next sync is due.</summary>
public sealed record CompanySchedule
{
    public required Guid CompanyId { get; init; }

    /// <summary>UTC; past where the sync is under way or being retried; absent where syncs are switched off or not configured, or come only when asked for.</summary>
    public DateTime? NextSyncUtc { get; init; }

    /// <summary>Whether the company's platforms are synced by schedule; false: only when asked for, see <see cref="Wire.ContinuousSync"/>.</summary>
    public required bool ContinuousSync { get; init; }

    /// <summary>The moment up to which the last successful sync went, UTC; absent before the first.</summary>
    public DateTime? LastReachedUtc { get; init; }

    /// <summary>On how many days in a row the scheduled sync failed; after 31 it is switched off.</summary>
    public required int FailedDays { get; init; }

    /// <summary>What the check some hours ahead found that would keep the next sync from running as it should.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>Asks for a sync of everything that is not in the books up to a moment.</summary>
public sealed record SyncToLatestRequest
{
    /// <summary>The moment, UTC where it has no zone; absent: now.</summary>
    public string? SyncTo { get; init; }
}

/// <summary>Asks for a sync of a range of days. What is in the books already is not written again.</summary>
public sealed record SyncHistoricRequest
{
    public SyncHistoricRange? DateRange { get; init; }
}

/// <summary>The range; older clients call its end <c>end</c>.</summary>
public sealed record SyncHistoricRange
{
    public string? Start { get; init; }

    public string? Finish { get; init; }

    public string? End { get; init; }
}

/// <summary>What became of undoing a sync.</summary>
public sealed record SyncUndone
{
    public required Guid SyncId { get; init; }

    /// <summary>How many documents were taken out of the books.</summary>
    public required int Voided { get; init; }
}
