using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Accounting;

/// <summary>The books that a connection leads to.</summary>
internal readonly record struct BooksTarget(IAccountingPlatform Platform, PlatformLink Link)
{
    /// <summary>Finds the books of a connection that is Linked.</summary>
    public static async Task<(BooksTarget? Books, Fault? Fault)> FindAsync(
        string companyId, string connectionId, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return (null, Fault.NoCompany(companyId));
        }

        return await registry.ConnectionAsync(company, connectionId, cancellationToken) switch
        {
            null => (null, Fault.NoConnection(connectionId)),
            { Source: not ConnectionSource.Accounting } => (null, Fault.NotFound($"The connection '{connectionId}' has no books: it is not an accounting connection.")),
            { Status: not ConnectionStatus.Linked } => (null, Fault.Conflict($"The connection '{connectionId}' is not Linked.")),
            var connection => (Of(company, connection, platforms), null),
        };
    }

    public static BooksTarget Of(Company company, Connection connection, PlatformNames platforms) =>
        new(platforms.Find(connection.PlatformKey)!, new PlatformLink(company.Id, connection.Id, company.Name));
}
