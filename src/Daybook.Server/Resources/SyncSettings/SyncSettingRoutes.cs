namespace Daybook.Server.Resources.SyncSettings;

internal static class SyncSettingRoutes
{
    public static void MapSyncSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/profile/syncSettings", ReadSyncSettings.OfClientAsync);
        routes.MapPost("/profile/syncSettings", SetSyncSettings.OfClientAsync);
        routes.MapGet("/companies/{companyId}/syncSettings", ReadSyncSettings.OfCompanyAsync);
        routes.MapPost("/companies/{companyId}/syncSettings", SetSyncSettings.OfCompanyAsync);
    }
}
