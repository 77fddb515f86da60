using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>What a plan is made from.</summary>
public sealed record PlanRequest
{
    /// <summary>The number of the commerce connection whose records are booked.</summary>
    public required int Connection { get; init; }

    public required SyncConfiguration Configuration { get; init; }

    /// <summary>Which account a role means.</summary>
    public required AccountMap Accounts { get; init; }

    public required ShopCatalogue Catalogue { get; init; }

    /// <summary>Nothing created before this moment is booked for the first time.</summary>
    public required Instant From { get; init; }

    /// <summary>Nothing of this moment or later is booked.</summary>
    public required Instant To { get; init; }

    /// <summary>The platform's first open day; null where no day is closed.</summary>
    public LocalDate? OpenFrom { get; init; }

    /// <inheritdoc cref="PlanSettings.TakesTax"/>
    public bool TakesTax { get; init; } = true;

    /// <inheritdoc cref="PlanSettings.TaxPercents"/>
    public IReadOnlyDictionary<string, decimal> TaxPercents { get; init; } = new Dictionary<string, decimal>();
}

/// <summary>A plan, and what is needed to store it.</summary>
public sealed record Planned
{
    public required Plan Plan { get; init; }

    public required PartBuffer Parts { get; init; }

    /// <summary>What was looked at and is not in the plan, and why.</summary>
    public required IReadOnlyCollection<Deferral> Deferrals { get; init; }

    public required WorkRange Range { get; init; }

    /// <inheritdoc cref="PlanRequest.OpenFrom"/>
    public LocalDate? OpenFrom { get; init; }

    /// <summary>How many records were looked at.</summary>
    public required int Looked { get; init; }
}
