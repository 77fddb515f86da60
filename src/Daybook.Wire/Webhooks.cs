namespace Daybook.Wire;

/// <summary>An event as a webhook consumer gets it.</summary>
/// <param name="Id">The event's id, the same on every attempt.</param>
/// <param name="EventType">Such as <c>company.created</c>.</param>
/// <param name="GeneratedDate">When it happened, UTC.</param>
/// <param name="Payload">One of the payloads below, by the type.</param>
public sealed record WebhookEvent(Guid Id, string EventType, DateTime GeneratedDate, object Payload);

/// <summary>A company that an event is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description; absent where it has none.</param>
/// <param name="Tags">The client's labels; absent where it has none.</param>
public sealed record CompanyReference(Guid Id, string Name, string? Description, IReadOnlyDictionary<string, string>? Tags);

/// <summary>Payload of <c>company.created</c> and <c>company.deleted</c>.</summary>
public sealed record CompanyPayload
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required Uri Redirect { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Created { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>Payload of the <c>connection</c> events.</summary>
public sealed record ConnectionPayload(CompanyReference ReferenceCompany, Connection Connection);

/// <summary>Payload of <c>read.completed</c> and <c>read.completed.initial</c>: a push was stored.</summary>
public sealed record ReadPayload(CompanyReference ReferenceCompany, IReadOnlyList<ReadSummary> DataTypes);

/// <summary>What was stored of one data type.</summary>
/// <param name="ConnectionId">The commerce connection.</param>
/// <param name="DataType">Such as <c>commerce-orders</c>.</param>
/// <param name="RecordsModified">Whether anything changed by it.</param>
/// <param name="Status"><c>Complete</c>: what can't be stored is refused by the push itself.</param>
/// <param name="Issues">Records that are set aside or unusual.</param>
public sealed record ReadSummary(Guid ConnectionId, string DataType, bool RecordsModified, string Status, IReadOnlyList<ReadIssue> Issues);

/// <summary>Something odd about a push.</summary>
public sealed record ReadIssue(string Type, string Message);

/// <summary>Payload of <c>{dataType}.write.successful</c> and <c>.unsuccessful</c>: a document was accepted or refused.</summary>
public sealed record WritePayload
{
    /// <summary>The push operation's key: the document's id.</summary>
    public required string Id { get; init; }

    /// <summary><c>Create</c>.</summary>
    public required string Type { get; init; }

    public required CompanyReference ReferenceCompany { get; init; }

    public Guid? ConnectionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RequestedOnDate { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? CompletedOnDate { get; init; }

    /// <summary><c>Success</c> or <c>Failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What it is on the accounting platform; absent where it was refused.</summary>
    public WrittenRecord? Record { get; init; }

    /// <summary>Why it was refused; absent where it was accepted.</summary>
    public string? ErrorMessage { get; init; }
}

/// <summary>A document on the accounting platform, by the platform's id.</summary>
public sealed record WrittenRecord(string Id);

/// <summary>Payload of <c>sync.succeeded</c>, <c>sync.failed</c>, <c>sync.warning</c> and <c>sync.disabled</c>.</summary>
/// <param name="ReferenceCompany">The company.</param>
/// <param name="SyncId">The sync; absent where it is about the schedule.</param>
/// <param name="SyncStatusCode">How it ended.</param>
/// <param name="Messages">What a person should know.</param>
public sealed record SyncPayload(CompanyReference ReferenceCompany, Guid? SyncId, int SyncStatusCode, IReadOnlyList<string> Messages);

/// <summary>Payload of <c>client.rateLimit.reached</c> and <c>.reset</c>.</summary>
/// <param name="DailyQuota">Requests a day.</param>
/// <param name="QuotaRemaining">Requests left.</param>
/// <param name="ExpiryDate">When the next quota begins, UTC.</param>
public sealed record RateLimitPayload(int DailyQuota, int QuotaRemaining, DateTime ExpiryDate);

/// <summary>Payload of <c>webhook.disabled</c>: a consumer or rule failed for three days and is told nothing more.</summary>
/// <param name="SubscriberId">The id of the consumer or rule.</param>
/// <param name="Error">What went wrong last.</param>
public sealed record WebhookDisabledPayload(Guid SubscriberId, string Error);

/// <summary>An event as a rule posts it: the older way. Its members are spelled with a capital.</summary>
public sealed record RuleAlert
{
    public required Guid ClientId { get; init; }

    public required string ClientName { get; init; }

    public Guid? CompanyId { get; init; }

    public Guid? DataConnectionId { get; init; }

    public required Guid RuleId { get; init; }

    public required string RuleType { get; init; }

    /// <summary>The event's id, the same on every attempt.</summary>
    public required Guid AlertId { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyDictionary<string, string?> Data { get; init; }
}

/// <summary>How telling one consumer goes.</summary>
public sealed record WebhookDeliveries
{
    /// <summary>How many events it is still to be told of.</summary>
    public required int Waiting { get; init; }

    /// <summary>Since when it could not be told, UTC; absent where it can.</summary>
    public DateTime? FailingSince { get; init; }

    /// <summary>Whether it failed for so long that it is told nothing more, until it is switched on again.</summary>
    public required bool IsSwitchedOff { get; init; }
}

/// <summary>What came of one attempt to tell a consumer of an event.</summary>
public sealed record WebhookAttempt
{
    public required Guid EventId { get; init; }

    public required string EventType { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AttemptedDate { get; init; }

    /// <summary>What the consumer answered; absent where it did not.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong; absent where all went well.</summary>
    public string? Error { get; init; }

    public required int DurationMilliseconds { get; init; }
}

/// <summary>The secret that a consumer's deliveries are signed with.</summary>
/// <param name="Secret">As the Standard Webhooks libraries take it: <c>whsec_…</c>.</param>
public sealed record WebhookSecret(string Secret);
