namespace Daybook.Wire;

/// <summary>Creates or changes a company. To change one, what is absent stays (PATCH) or is cleared (PUT).</summary>
public sealed record CompanyRequest
{
    /// <summary>Letters, digits, spaces and <c>- ' &amp; @ . , ? !</c>; other characters are removed.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>At most 10, each with a key of at most 27 and a value of at most 100 characters.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>Connects a company to a platform.</summary>
/// <param name="PlatformKey">Four lower-case letters.</param>
public sealed record ConnectionRequest(string? PlatformKey);

/// <summary>Changes a connection.</summary>
/// <param name="Status"><c>Unlinked</c>; or <c>Linked</c>, where the platform has nothing to authorize.</param>
/// <param name="PayoutsAreMagnitudes">Whether the source writes payouts as a magnitude instead of as the change of its balance; default false.</param>
public sealed record ConnectionChange(string? Status, bool? PayoutsAreMagnitudes);

/// <summary>Changes an account of a ledger that is kept here.</summary>
/// <param name="IsActive">False archives the account, true restores it.</param>
public sealed record LedgerAccountChange(bool? IsActive);
