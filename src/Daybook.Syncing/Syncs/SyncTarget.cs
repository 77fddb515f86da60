using NodaTime;

namespace Daybook.Syncing;

/// <summary>A company with all that a sync of it needs.</summary>
public sealed record SyncTarget
{
    public required Company Company { get; init; }

    /// <summary>The connection that the records come from; null where there is none.</summary>
    public Connection? Commerce { get; init; }

    /// <summary>The connection to the books; null where there is none.</summary>
    public Connection? Accounting { get; init; }

    /// <summary>Null where the merchant has not configured anything.</summary>
    public SyncConfiguration? Configuration { get; init; }

    /// <summary>Where the last successful sync ended; null where there was none.</summary>
    public Instant? LastReached { get; init; }

    /// <summary>The moment up to which the books are kept. A start date that was moved on after the last sync counts: what lies between is not to be booked.</summary>
    public Instant Reached
    {
        get
        {
            var start = Configuration?.Schedule.StartDate ?? Company.CreatedAt;
            return LastReached is { } reached ? Instant.Max(reached, start) : start;
        }
    }

    /// <summary>The books to write to.</summary>
    /// <exception cref="InvalidOperationException">There is no accounting connection.</exception>
    public PlatformLink Link => Accounting is { } accounting
        ? new PlatformLink(Company.Id, accounting.Id, Company.Name)
        {
            CustomerId = Configuration?.Sales.CustomerId, SupplierId = Configuration?.Fees.SupplierId, IsDraft = Configuration?.Sales.InvoiceStatus == SalesChoices.Draft,
        }
        : throw new InvalidOperationException("The company has no accounting connection.");
}

/// <summary>The range that a sync covers.</summary>
/// <param name="From">Nothing created before is booked for the first time; null: from the start date on.</param>
/// <param name="To">Nothing of this moment or later is booked.</param>
public readonly record struct SyncSpan(Instant? From, Instant To);
