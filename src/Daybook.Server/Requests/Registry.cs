using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Requests;

/// <summary>Finds what a request's path names.</summary>
internal sealed class Registry(CompanyStore companies, ConnectionStore connections)
{
    /// <summary>The company of an id; null where it is unknown or no id at all.</summary>
    public async Task<Company?> CompanyAsync(string id, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var number) ? await companies.FindAsync(number, cancellationToken) : null;

    /// <summary>The company's connection of an id; null where it is unknown or no id at all.</summary>
    public async Task<Connection?> ConnectionAsync(Company company, string id, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var number) ? await connections.FindAsync(company.Number, number, cancellationToken) : null;

    /// <summary>The company's connection of a source that is Linked; null where there is none.</summary>
    public async Task<Connection?> LinkedAsync(Company company, ConnectionSource source, CancellationToken cancellationToken) =>
        (await connections.ListAsync(company.Number, cancellationToken)).FirstOrDefault(one => one.Source == source && one.Status == ConnectionStatus.Linked);
}
