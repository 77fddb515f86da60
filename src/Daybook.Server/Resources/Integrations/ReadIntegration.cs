using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Integrations;

internal static class ReadIntegration
{
    public static IResult HandleAsync(string platformKey, IntegrationShape shape) =>
        shape.All.FirstOrDefault(one => one.Key == platformKey) is { } integration ? Answer.Ok(integration) : Fault.NoPlatform(platformKey);
}
