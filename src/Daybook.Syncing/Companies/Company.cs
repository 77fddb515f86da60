using NodaTime;

namespace Daybook.Syncing;

/// <summary>A merchant.</summary>
public sealed record Company
{
    /// <summary>The company's number in the store; 0 until it is stored.</summary>
    public int Number { get; init; }

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Up to 10 labels of the client's own.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A company's tie to the place its sales come from, or to its books.</summary>
public sealed record Connection
{
    /// <summary>The connection's number in the store; 0 until it is stored.</summary>
    public int Number { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The company's number.</summary>
    public required int Company { get; init; }

    /// <summary>Four lower-case letters: <c>lqai</c> for pushed commerce data, <c>hldg</c> for the plain-text ledger, …</summary>
    public required string PlatformKey { get; init; }

    public required ConnectionSource Source { get; init; }

    public required ConnectionStatus Status { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When data was last pushed or documents last written; null where never.</summary>
    public Instant? LastSync { get; init; }

    /// <summary>Whether the source writes payouts as a magnitude (to the bank is positive) instead of as the change of its balance.</summary>
    public bool PayoutsAreMagnitudes { get; init; }
}

/// <summary>The numbers are stored: never change one.</summary>
public enum ConnectionSource : short
{
    Commerce = 1,
    Accounting = 2,
}

/// <summary>The numbers are stored: never change one.</summary>
public enum ConnectionStatus : short
{
    PendingAuth = 0,
    Linked = 1,
    Unlinked = 2,
    Deauthorized = 3,
}
