using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Companies;

/// <summary>Companies and connections as the wire has them.</summary>
internal sealed class CompanyShape(ConnectionStore connections, PlatformNames platforms, DaybookSettings settings)
{
    /// <summary>The properties of the list of connections.</summary>
    public ListColumns ConnectionListing { get; } = ConnectionColumns.Of(
        platforms.Accounting.Select(platform => platform.Key).Append(PlatformNames.Commerce).ToDictionary(
            key => key, key => new PlatformColumns(platforms.NameOf(key), PlatformNames.IntegrationIdOf(key), PlatformNames.SourceIdOf(key)), StringComparer.Ordinal),
        settings.LinkTo("companies/"));

    public async Task<Wire.Company> OfAsync(Company company, CancellationToken cancellationToken)
    {
        var ties = await connections.ListAsync(company.Number, cancellationToken);
        var accounting = ties.LastOrDefault(tie => tie.Source == ConnectionSource.Accounting);
        return new Wire.Company
        {
            Id = company.Id,
            Name = company.Name,
            Description = company.Description,
            Platform = platforms.NameOf(accounting?.PlatformKey ?? PlatformNames.Commerce),
            Redirect = settings.LinkTo($"link/company/{company.Id}"),
            LastSync = Answer.ToWire(ties.Max(tie => tie.LastSync)),
            Created = company.CreatedAt.ToDateTimeUtc(),
            Tags = company.Tags,
            DataConnections = [.. ties.Select(tie => Of(company, tie))],
        };
    }

    public Wire.Connection Of(Company company, Connection connection) => new()
    {
        Id = connection.Id,
        IntegrationId = PlatformNames.IntegrationIdOf(connection.PlatformKey),
        IntegrationKey = connection.PlatformKey,
        SourceId = PlatformNames.SourceIdOf(connection.PlatformKey),
        SourceType = connection.Source.ToString(),
        PlatformName = platforms.NameOf(connection.PlatformKey),
        LinkUrl = settings.LinkTo($"companies/{company.Id}/connections/{connection.Id}/start"),
        Status = connection.Status.ToString(),
        LastSync = Answer.ToWire(connection.LastSync),
        Created = connection.CreatedAt.ToDateTimeUtc(),
    };
}
