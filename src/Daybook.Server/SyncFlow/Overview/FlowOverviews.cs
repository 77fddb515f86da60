using Daybook.Server.Requests;
using Daybook.Server.Resources.Records;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Storage;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.SyncFlow.Overview;

/// <summary>How a company's sync stands.</summary>
internal sealed record FlowOverview
{
    /// <summary>Null where no sync will come by itself.</summary>
    public required Instant? Next { get; init; }

    /// <summary>Whether syncs come by themselves at all, as far as that is not the merchant's to say.</summary>
    public required bool IsContinuous { get; init; }

    /// <summary>Whether that moment has come.</summary>
    public required bool IsDue { get; init; }

    /// <summary>Up to when the books are kept; null where nothing was synced yet.</summary>
    public required Instant? Reached { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<Sync> Syncs { get; init; }

    /// <summary>What would keep the next sync from running.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required int SetAside { get; init; }

    public required int Waiting { get; init; }
}

/// <summary>Gathers how a company's sync stands.</summary>
internal sealed class FlowOverviews(SyncTargets targets, ScheduleStore schedules, SyncStore syncs, RecordListing records, TimeProvider clock)
{
    private const int Shown = 31;

    public async Task<FlowOverview> ReadAsync(FlowVisit visit, CancellationToken cancellationToken)
    {
        var target = await targets.OfAsync(visit.Company, cancellationToken);
        var state = await schedules.FindAsync(visit.Company.Number, cancellationToken);
        var next = await targets.NextAsync(target, state, cancellationToken);
        return new FlowOverview
        {
            Next = next,
            IsContinuous = await targets.IsContinuousAsync(target, cancellationToken),
            IsDue = next <= clock.Now(),
            Reached = target.LastReached,
            Syncs = await syncs.ListAsync(visit.Company.Number, 0, Shown, cancellationToken),
            Warnings = state.Warnings,
            SetAside = await CountAsync(visit, RecordState.SetAside, cancellationToken),
            Waiting = await CountAsync(visit, RecordState.Waiting, cancellationToken),
        };
    }

    private async Task<int> CountAsync(FlowVisit visit, RecordState state, CancellationToken cancellationToken) =>
        visit.Commerce is { } commerce ? await records.CountAsync(visit.Company, commerce, state, cancellationToken) : 0;
}
