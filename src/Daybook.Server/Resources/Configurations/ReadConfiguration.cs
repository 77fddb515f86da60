using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Configurations;

internal static class ReadConfiguration
{
    public static async Task<IResult> HandleAsync(
        string companyId, Registry registry, ConfigurationStore configurations, PlatformNames platforms, ISyncStore syncs, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is { } company
            ? Answer.Ok(ConfigurationShape.Of(await CompanyChoices.ReadAsync(company, registry, configurations, platforms, syncs, cancellationToken)))
            : Fault.NoCompany(companyId);
}
