using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>A ledger that can tell which documents it holds under our numbers: what the database lost with an older copy of it is found there again.</summary>
public interface IStandingBooks : IAccountingPlatform
{
    /// <summary>What stands under numbers of the days asked for, also what was voided, and also other companies' documents where the books are shared.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(PlatformLink link, DaySpan days, CancellationToken cancellationToken);
}

/// <summary>The days that are asked for: some, and all from one on.</summary>
/// <param name="Days">Single days.</param>
/// <param name="From">This day and all later ones.</param>
public sealed record DaySpan(IReadOnlySet<LocalDate> Days, LocalDate From)
{
    public bool Holds(LocalDate day) => day >= From || Days.Contains(day);
}

/// <summary>A document as the books tell of it; or, where a platform has no place for a mark, something that a document of ours may have become.</summary>
public sealed record StandingDocument
{
    /// <summary>Its id, as far as the books keep it; the rest is zeros.</summary>
    public required Guid Id { get; init; }

    /// <summary>How many of the hexadecimal digits of the id the books keep: 16 to 32; 0: none, it carries no mark.</summary>
    public int Digits { get; init; } = 32;

    /// <summary>Its number; empty where it carries no mark.</summary>
    public required string Number { get; init; }

    /// <summary>The platform's id of it, as finding it would answer.</summary>
    public required string PlatformId { get; init; }

    /// <summary>The kind, or one that is written at the same point where the books don't tell them apart.</summary>
    public required DocumentKind Kind { get; init; }

    public required LocalDate Date { get; init; }

    public required Currency Currency { get; init; }

    public bool IsVoid { get; init; }

    /// <summary>The platform's ids of what it settles: these can't leave the books before it.</summary>
    public IReadOnlyList<string> Settles { get; init; } = [];

    public bool IsMarked => Digits > 0;
}
