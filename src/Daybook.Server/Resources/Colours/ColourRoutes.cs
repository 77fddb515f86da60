namespace Daybook.Server.Resources.Colours;

internal static class ColourRoutes
{
    public static void MapColours(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sync/commerce/config/ui/colours", ReadColours.HandleAsync);
        routes.MapPut("/sync/commerce/config/ui/colours", SetColours.HandleAsync);
    }
}
