using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Accounting;

/// <summary>A company's books as they are now.</summary>
internal sealed record BooksReading(Company Company, Connection Connection, Chart Chart)
{
    /// <summary>Of the accounting connection that is Linked.</summary>
    public static async Task<(BooksReading? Books, Fault? Fault)> OfCompanyAsync(
        string companyId, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return (null, Fault.NoCompany(companyId));
        }

        return await registry.LinkedAsync(company, ConnectionSource.Accounting, cancellationToken) is { } connection
            ? (await ReadAsync(company, connection, platforms, cancellationToken), null)
            : (null, Fault.Conflict("The company has no Linked accounting connection to read from: connect one first."));
    }

    /// <summary>Of the connection that the path names.</summary>
    public static async Task<(BooksReading? Books, Fault? Fault)> OfConnectionAsync(
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
            var connection => (await ReadAsync(company, connection, platforms, cancellationToken), null),
        };
    }

    private static async Task<BooksReading> ReadAsync(Company company, Connection connection, PlatformNames platforms, CancellationToken cancellationToken) =>
        new(company, connection, await platforms.Find(connection.PlatformKey)!.ReadChartAsync(new PlatformLink(company.Id, connection.Id, company.Name), cancellationToken));
}
