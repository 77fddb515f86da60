using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Platforms;

/// <summary>A company and a platform that its merchant has chosen.</summary>
/// <param name="Company">The company.</param>
/// <param name="Platform">The platform.</param>
/// <param name="Books">All connections to books that the company has, the newest first.</param>
internal sealed record PlatformTie(Company Company, IAccountingPlatform Platform, IReadOnlyList<Connection> Books)
{
    /// <summary>The books that are connected already; null: none.</summary>
    public Connection? Linked => Books.FirstOrDefault(tie => tie.Status == ConnectionStatus.Linked);
}

/// <summary>Makes the connection that a chosen platform needs.</summary>
internal sealed class PlatformTies(Registry registry, ConnectionStore connections, PlatformNames platforms, TimeProvider clock, Func<Guid> newId)
{
    /// <returns>Null where there is no such company or platform.</returns>
    public async Task<PlatformTie?> FindAsync(Guid companyId, string platformKey, CancellationToken cancellationToken)
    {
        if (platforms.Find(platformKey) is not { } platform || await registry.CompanyAsync(companyId.ToString(), cancellationToken) is not { } company)
        {
            return null;
        }

        var books = (await connections.ListAsync(company.Number, cancellationToken)).Where(tie => tie.Source == ConnectionSource.Accounting);
        return new PlatformTie(company, platform, [.. books.OrderByDescending(tie => tie.Number)]);
    }

    /// <summary>The connection to begin with: one of the platform that waits or was cut, else one that waits for another platform and never had its consent, else a new one.</summary>
    /// <returns>Null where other books were connected meanwhile.</returns>
    public async Task<Connection?> OpenAsync(PlatformTie tie, CancellationToken cancellationToken)
    {
        var status = tie.Platform.LinksAtOnce ? ConnectionStatus.Linked : ConnectionStatus.PendingAuth;
        var known = tie.Books.FirstOrDefault(books => books.PlatformKey == tie.Platform.Key && books.Status == ConnectionStatus.PendingAuth)
            ?? tie.Books.FirstOrDefault(books => books.Status == ConnectionStatus.PendingAuth)
            ?? tie.Books.FirstOrDefault(books => books.PlatformKey == tie.Platform.Key);
        if (known is null)
        {
            return await connections.AddAsync(
                new Connection { Id = newId(), Company = tie.Company.Number, PlatformKey = tie.Platform.Key, Source = ConnectionSource.Accounting, Status = status, CreatedAt = clock.Now() },
                cancellationToken);
        }

        var chosen = known with { PlatformKey = tie.Platform.Key, Status = tie.Platform.LinksAtOnce ? ConnectionStatus.Linked : known.Status };
        if (chosen != known)
        {
            await connections.SaveAsync(chosen, cancellationToken);
        }

        return chosen;
    }
}
