using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Accounting;

/// <summary>A company's books as they are now.</summary>
/// <param name="Connection">The id of the connection that leads to them.</param>
/// <param name="Chart">What is in them to choose from.</param>
internal sealed record BooksReading(Guid Connection, Chart Chart)
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
            ? (await ReadAsync(BooksTarget.Of(company, connection, platforms), cancellationToken), null)
            : (null, Fault.Conflict("The company has no Linked accounting connection to read from: connect one first."));
    }

    /// <summary>Of the connection that the path names.</summary>
    public static async Task<(BooksReading? Books, Fault? Fault)> OfConnectionAsync(
        string companyId, string connectionId, Registry registry, PlatformNames platforms, CancellationToken cancellationToken)
    {
        var (target, fault) = await BooksTarget.FindAsync(companyId, connectionId, registry, platforms, cancellationToken);
        return target is { } books ? (await ReadAsync(books, cancellationToken), null) : (null, fault);
    }

    private static async Task<BooksReading> ReadAsync(BooksTarget books, CancellationToken cancellationToken) =>
        new(books.Link.Connection, await books.Platform.ReadChartAsync(books.Link, cancellationToken));
}
