using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Integrations;

internal static class ListIntegrations
{
    public static IResult HandleAsync(HttpContext context, IntegrationShape shape) => WholeList.Answer(context, shape.All);
}
