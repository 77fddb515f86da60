namespace Daybook.Server.Resources.VisibleAccounts;

internal static class VisibleAccountRoutes
{
    public static void MapVisibleAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clients/{clientId}/config/ui/accounts/platform/{platformKey}", ReadVisibleAccounts.OfClientAsync);
        routes.MapGet("/config/ui/accounts/platform/{platformKey}", ReadVisibleAccounts.HandleAsync);
        routes.MapGet("/sync/commerce/config/ui/accounts/platform/{platformKey}", ReadVisibleAccounts.HandleAsync);
        routes.MapPost("/sync/commerce/config/ui/accounts/platform/{platformKey}", SetVisibleAccounts.HandleAsync);
    }
}
