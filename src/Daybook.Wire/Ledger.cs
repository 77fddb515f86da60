namespace Daybook.Wire;

/// <summary>An account of a ledger that is kept here.</summary>
public sealed record LedgerAccount(string Id, string Name, string Classification, bool IsActive);

/// <summary>Up to when a ledger is closed.</summary>
/// <param name="LockDate">The last day closed to new documents, <c>2026-01-31</c>; absent where none is.</param>
public sealed record LedgerLock(string? LockDate);
