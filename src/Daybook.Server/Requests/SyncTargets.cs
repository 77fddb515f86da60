using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Requests;

/// <summary>Gathers what a sync of a company needs.</summary>
internal sealed class SyncTargets(ConnectionStore connections, ConfigurationStore configurations, SyncStore syncs)
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

    /// <summary>The Linked one; else the newest, whose state then says what is wrong.</summary>
    private static Connection? Best(IReadOnlyList<Connection> ties, ConnectionSource source) =>
        ties.Where(tie => tie.Source == source).OrderByDescending(tie => tie.Status == ConnectionStatus.Linked).ThenByDescending(tie => tie.Number).FirstOrDefault();
}
