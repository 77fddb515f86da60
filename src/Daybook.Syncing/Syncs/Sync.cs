using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>How a sync stands or ended. The numbers are those of the wire contract.</summary>
public enum SyncStatusCode
{
    InProgress = 1000,
    RunningLong = 1010,
    Success = 2000,
    NothingToWrite = 2040,
    ConfigurationError = 4000,
    Deleted = 4040,
    Unmatched = 4200,
    Deauthorized = 4220,
    SubscriptionExpired = 4260,
    ServerError = 5000,
    DuplicationProtection = 5080,
    ProcessingError = 5120,
    WriteError = 5130,
}

/// <summary>One run from the records to the books.</summary>
public sealed record Sync
{
    public required Guid Id { get; init; }

    /// <summary>The company's number in the store.</summary>
    public required int Company { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public Instant? FinishedAt { get; init; }

    /// <summary>The start of what it covers: where the last successful sync ended, or the start date.</summary>
    public required Instant From { get; init; }

    /// <summary>The end of what it covers: nothing of this moment or later is booked.</summary>
    public required Instant To { get; init; }

    public required SyncStatusCode StatusCode { get; init; }

    /// <summary>NotStarted, Started, Pushing, Complete, ValidateError, MapCoreError or PushError.</summary>
    public required string Status { get; init; }

    /// <summary>What a merchant should know; null where all is well.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Whether anything was written.</summary>
    public bool DataPushed { get; init; }

    /// <summary>What a person should look at although the sync succeeded.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether its documents have been voided.</summary>
    public bool IsUndone { get; init; }
}

/// <summary>How far a document is. The numbers are stored: never change one.</summary>
public enum DocumentState : short
{
    /// <summary>Stored, and not sent yet.</summary>
    Planned = 0,

    /// <summary>Sent, and the answer is not known: it must be found before it is sent again.</summary>
    Sending = 1,

    /// <summary>In the books: a fact.</summary>
    Accepted = 2,

    /// <summary>Refused by the platform; the next sync plans its parts anew.</summary>
    Rejected = 3,

    /// <summary>Taken out of the books again.</summary>
    Voided = 4,
}

/// <summary>A document with its fate.</summary>
public sealed record StoredDocument
{
    public required Document Document { get; init; }

    /// <summary>The sync that planned it.</summary>
    public required Guid Sync { get; init; }

    public required DocumentState State { get; init; }

    /// <summary>The platform's id; null until it is accepted.</summary>
    public string? PlatformId { get; init; }

    /// <summary>Why the platform refused it; null where it did not.</summary>
    public string? Error { get; init; }

    public required Instant RequestedAt { get; init; }

    public Instant? CompletedAt { get; init; }
}
