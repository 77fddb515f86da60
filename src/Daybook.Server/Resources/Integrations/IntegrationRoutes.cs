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
            routes.MapPatch(start + "/{platformKey}", ChangeIntegration.HandleAsync);
            routes.MapGet(start + "/{platformKey}/branding", ReadBranding.HandleAsync);
        }

        // Images are shown by browsers, which have no key.
        routes.MapGet("/branding/{platformKey}/{image}.svg", ReadImage.HandleAsync).WithMetadata(new OpenToAll());
    }
}
