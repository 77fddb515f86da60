using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage;

/// <summary>The facts of an event as they were then: what is not of its kind is null.</summary>
public sealed record EventFacts
{
    public Company? Company { get; init; }

    public Connection? Connection { get; init; }

    public ReadFacts? Read { get; init; }

    public WriteFacts? Write { get; init; }

    public SyncFacts? Sync { get; init; }

    public QuotaFacts? Quota { get; init; }

    public WebhookFacts? Webhook { get; init; }
}

/// <summary>A dataset that was stored.</summary>
/// <param name="Dataset">Its id.</param>
/// <param name="DataType">Such as <c>commerce-orders</c>.</param>
/// <param name="Changed">How many records it changed.</param>
/// <param name="Remarks">What is odd about it.</param>
public sealed record ReadFacts(Guid Dataset, string DataType, int Changed, IReadOnlyList<string> Remarks);

/// <summary>A document that was accepted or refused.</summary>
/// <param name="Document">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">Accepted or Rejected.</param>
/// <param name="RequestedAt">When it was planned.</param>
/// <param name="CompletedAt">When the platform answered.</param>
/// <param name="PlatformId">The platform's id of it; null where it was refused.</param>
/// <param name="Error">Why it was refused; else null.</param>
public sealed record WriteFacts(Guid Document, DocumentKind Kind, DocumentState State, Instant RequestedAt, Instant? CompletedAt, string? PlatformId, string? Error);

/// <summary>A sync that ended, or what the schedule has to say of syncs.</summary>
/// <param name="Sync">Its id; null where it is about the schedule.</param>
/// <param name="Code">How it ended.</param>
/// <param name="IsFirst">Whether it is the company's first that went well.</param>
/// <param name="Messages">What a person should know.</param>
public sealed record SyncFacts(Guid? Sync, SyncStatusCode Code, bool IsFirst, IReadOnlyList<string> Messages);

/// <summary>How it stands with the requests of a day.</summary>
/// <param name="DailyQuota">How many there may be.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="Until">The first day of the next quota.</param>
public sealed record QuotaFacts(int DailyQuota, int Remaining, LocalDate Until);

/// <summary>A subscriber that is told nothing more, since it failed for too long.</summary>
/// <param name="Subscriber">The id of the webhook consumer or rule.</param>
/// <param name="Error">What went wrong last.</param>
public sealed record WebhookFacts(Guid Subscriber, string Error);
