namespace Daybook.Wire;

/// <summary>Whom to tell of one type of event: the older way.</summary>
public sealed record Rule
{
    public Guid? Id { get; init; }

    public string? Type { get; init; }

    /// <summary>The one company that it is about; absent: all.</summary>
    public Guid? CompanyId { get; init; }

    public RuleNotifiers? Notifiers { get; init; }

    /// <summary>What the rule asks for and this server does not do, in words; absent where it does all. Not looked at where a rule is added.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>Whom a rule tells.</summary>
/// <param name="Emails">Addresses.</param>
/// <param name="Webhook">Where to post to, absolute.</param>
public sealed record RuleNotifiers(IReadOnlyList<string>? Emails, string? Webhook);

/// <summary>Where to post events to.</summary>
public sealed record WebhookConsumer
{
    public Guid? Id { get; init; }

    /// <summary>Absolute.</summary>
    public string? Url { get; init; }

    /// <summary>Whether nothing is posted for now; default false.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Such as <c>company.created</c>; empty: all.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    /// <summary>Only companies with one of these tags, each <c>key:value</c>; absent: all.</summary>
    public IReadOnlyList<string>? CompanyTags { get; init; }
}
