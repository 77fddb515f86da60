using NodaTime;

namespace Daybook.Storage;

/// <summary>Whom to tell of one type of event: the older way.</summary>
public sealed record Rule
{
    public required Guid Id { get; init; }

    /// <summary>The wire's name of the type, such as <c>Data sync completed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the one company that it is about; null: all.</summary>
    public Guid? Company { get; init; }

    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Where to post to; null where only mail is sent.</summary>
    public Uri? Webhook { get; init; }
}

/// <summary>Where to post events to.</summary>
public sealed record WebhookConsumer
{
    public required Guid Id { get; init; }

    public required Uri Url { get; init; }

    /// <summary>Whether nothing is posted for now.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Which types of events; empty: all.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>Only companies with one of these tags, each <c>key:value</c>; empty: all.</summary>
    public IReadOnlyList<string> CompanyTags { get; init; } = [];

    /// <summary>What deliveries are signed with: <c>whsec_</c> and base64.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before it; null where there was none.</summary>
    public string? OldSecret { get; init; }

    /// <summary>Until when deliveries are signed with the old secret too.</summary>
    public Instant? OldSecretUntil { get; init; }

    /// <summary>The secrets that are good at a moment, the newest first.</summary>
    public IEnumerable<string> SecretsAt(Instant moment) => OldSecret is not null && moment < OldSecretUntil ? [Secret, OldSecret] : [Secret];
}
