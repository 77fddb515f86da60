using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Integrations;

internal static class ReadIntegration
{
    public static async Task<IResult> HandleAsync(string platformKey, IntegrationShape shape, CancellationToken cancellationToken) =>
        await shape.FindAsync(platformKey, cancellationToken) is { } integration ? Answer.Ok(integration) : Fault.NoPlatform(platformKey);
}
