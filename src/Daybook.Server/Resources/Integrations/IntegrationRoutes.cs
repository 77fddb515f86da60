using Daybook.Server.Security;

namespace Daybook.Server.Resources.Integrations;

internal static class IntegrationRoutes
{
    public static void MapIntegrations(this IEndpointRouteBuilder routes)
    {
        foreach (var start in (string[])["/config/integrations", "/integrations"])
        {
            routes.MapGet(start, ListIntegrations.HandleAsync);
            routes.MapGet(start + "/{platformKey}", ReadIntegration.HandleAsync);
            routes.MapGet(start + "/{platformKey}/branding", ReadBranding.HandleAsync);
        }

        routes.MapGet("/integrations/{platformKey}/continuousSync", ReadContinuousSync.HandleAsync);
        routes.MapPut("/integrations/{platformKey}/continuousSync", SetContinuousSync.HandleAsync);

        // Images are shown by browsers, which have no key.
        routes.MapGet("/branding/{platformKey}/{image}.svg", ReadImage.HandleAsync).WithMetadata(new OpenToAll());
    }
}
