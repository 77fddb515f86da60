using Daybook.Storage;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Requests;

/// <summary>Gathers what a sync of a company needs.</summary>
internal sealed class SyncTargets(ConnectionStore connections, ConfigurationStore configurations, SyncStore syncs, ContinuousSyncStore continuous, TimeProvider clock)
{
    public async Task<SyncTarget> OfAsync(Company company, CancellationToken cancellationToken)
    {
        var ties = await connections.ListAsync(company.Number, cancellationToken);
        return new SyncTarget
        {
            Company = company,
            Commerce = Best(ties, ConnectionSource.Commerce),
            Accounting = Best(ties, ConnectionSource.Accounting),
            Configuration = await configurations.FindAsync(company.Number, cancellationToken),
            LastReached = (await syncs.LastSuccessfulAsync(company.Number, cancellationToken))?.To,
        };
    }

    /// <summary>When the company's next sync comes by itself; null where none does: it is not set up, paused, or a platform of its connections is switched off.</summary>
    public async Task<Instant?> NextAsync(SyncTarget target, ScheduleState state, CancellationToken cancellationToken) =>
        target.Configuration is { Configured: true, Enabled: true } configuration && await IsContinuousAsync(target, cancellationToken)
            ? new DueDates(configuration.Schedule).After(ReachedBy(state.AgainFrom ?? clock.Now(), target))
            : null;

    /// <summary>Whether the platforms of the company's connections are synced by schedule.</summary>
    public async Task<bool> IsContinuousAsync(SyncTarget target, CancellationToken cancellationToken)
    {
        var off = await continuous.ListOffAsync(cancellationToken);
        return off.Count == 0 || !(IsOff(target.Commerce) || IsOff(target.Accounting));

        bool IsOff(Connection? tie) => tie is not null && off.Contains(tie.PlatformKey);
    }

    /// <summary>A sync that reached beyond the present ran while the clock was ahead: no turn is skipped for it.</summary>
    private static Instant ReachedBy(Instant present, SyncTarget target) =>
        target.LastReached > present ? (target with { LastReached = present }).Reached : target.Reached;

    /// <summary>The Linked one; else the newest, whose state then says what is wrong.</summary>
    private static Connection? Best(IReadOnlyList<Connection> ties, ConnectionSource source) =>
        ties.Where(tie => tie.Source == source).OrderByDescending(tie => tie.Status == ConnectionStatus.Linked).ThenByDescending(tie => tie.Number).FirstOrDefault();
}
