using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Integrations;

internal static class ListIntegrations
{
    public static async Task<IResult> HandleAsync(HttpContext context, IntegrationShape shape, CancellationToken cancellationToken) =>
        WholeList.Answer(context, await shape.ListAsync(cancellationToken));
}
