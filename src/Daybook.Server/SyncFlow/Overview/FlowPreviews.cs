using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;

namespace Daybook.Server.SyncFlow.Overview;

/// <summary>What the choices would make of the last day with sales.</summary>
/// <param name="Day">The business day.</param>
/// <param name="Plan">The plan; null where there is none.</param>
/// <param name="Refusal">Why there is none, where it is not for want of sales.</param>
/// <param name="Aside">Records of the day that would not be booked, and why.</param>
internal sealed record FlowPreview(LocalDate Day, Plan? Plan, string? Refusal, IReadOnlyList<RecordStanding> Aside)
{
    /// <summary>Whether the sales are made up, since the shop has none yet.</summary>
    public bool IsSample { get; init; }
}

/// <summary>Makes previews. While neither records nor choices change, one serves for a minute: a merchant goes back and forth.</summary>
internal sealed class FlowPreviews(SyncTargets targets, SyncEngine engine, RecordStore records, TimeProvider clock, Func<Guid> newId) : IDisposable
{
    private const int MostAside = 20;
    private const long MostDocuments = 20_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache made = new(new MemoryCacheOptions { SizeLimit = MostDocuments });

    public async Task<FlowPreview> ReadAsync(FlowVisit visit, CancellationToken cancellationToken)
    {
        if (visit is not { Habits.LastSale: { } sale, Commerce: { } commerce })
        {
            return Sample(visit);
        }

        // Where the company is not set up yet nothing is in the books: the day alone is shown. Else it is what the next sync brings.
        var draft = visit.Draft.Configuration;
        var daily = new DueDates(draft.Schedule with { Frequency = SyncSchedule.Daily });
        var from = daily.LastUpTo(Instant.Min(sale, clock.Now()));
        var shown = draft with { Configured = true, Enabled = true, Schedule = visit.IsConfigured ? draft.Schedule : draft.Schedule with { StartDate = from } };
        var key = (commerce.Number, visit.Accounting?.Id, await records.ReadMarkAsync(commerce.Number, cancellationToken), ConfigurationStore.ToText(shown), from);
        if (!made.TryGetValue<FlowPreview>(key, out var preview))
        {
            preview = await MakeAsync(await targets.OfAsync(visit.Company, cancellationToken) with { Configuration = shown }, from, daily.After(from), cancellationToken);
            if (preview.Plan is { } plan)
            {
                made.Set(key, preview, new MemoryCacheEntryOptions { Size = 1 + plan.Documents.Count, AbsoluteExpirationRelativeToNow = Kept });
            }
        }

        return preview!;
    }

    public void Dispose() => made.Dispose();

    private async Task<FlowPreview> MakeAsync(SyncTarget target, Instant from, Instant to, CancellationToken cancellationToken)
    {
        var preview = await engine.PreviewAsync(target, new SyncSpan(null, to), cancellationToken);
        var deferred = (preview.Planned?.Deferrals ?? []).Where(deferral => deferral.State is RecordState.SetAside or RecordState.Waiting).Take(MostAside).ToDictionary(deferral => deferral.Record);
        var described = deferred.Count == 0 ? [] : await records.DescribeAsync([.. deferred.Keys], cancellationToken);
        return new FlowPreview(
            target.Configuration!.Schedule.DayOf(from),
            preview.Planned?.Plan,
            preview.Refusal,
            [.. described.Select(record => record with { State = deferred[record.Number].State, Reason = deferred[record.Number].Reason })]);
    }

    private FlowPreview Sample(FlowVisit visit)
    {
        var (draft, choices) = (visit.Draft.Configuration, visit.Choices);
        var yesterday = draft.Schedule.DayOf(clock.Now()).PlusDays(-1);
        var plan = SamplePlan.Of(draft, choices.Chart, choices.Shop, Currency.Parse(visit.Words.IsFrench ? "EUR" : "GBP"), yesterday, newId);
        return new FlowPreview(yesterday, plan, null, []) { IsSample = true };
    }
}
