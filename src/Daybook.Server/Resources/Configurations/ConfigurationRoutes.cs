namespace Daybook.Server.Resources.Configurations;

internal static class ConfigurationRoutes
{
    public static void MapConfigurations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/config/companies/{companyId}/sync/commerce", ReadConfiguration.HandleAsync);
        routes.MapPost("/config/companies/{companyId}/sync/commerce", SetConfiguration.HandleAsync);
    }
}
