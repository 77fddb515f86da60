using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Integrations;

internal static class ReadContinuousSync
{
    public static async Task<IResult> HandleAsync(string platformKey, IntegrationShape shape, ContinuousSyncStore continuous, CancellationToken cancellationToken) =>
        shape.All.Any(one => one.Key == platformKey)
            ? Answer.Ok(new ContinuousSync { Enabled = !(await continuous.ListOffAsync(cancellationToken)).Contains(platformKey) })
            : Fault.NoPlatform(platformKey);
}
