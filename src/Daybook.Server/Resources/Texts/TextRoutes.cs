namespace Daybook.Server.Resources.Texts;

internal static class TextRoutes
{
    public static void MapTexts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sync/commerce/config/ui/text", ReadTexts.HandleAsync);
        routes.MapPatch("/sync/commerce/config/ui/text", ChangeTexts.HandleAsync);
    }
}
