namespace Daybook.Server.Resources.Refreshes;

internal static class RefreshRoutes
{
    public static void MapRefreshes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/companies/{companyId}/dataStatus", ReadDataStatus.HandleAsync);
        routes.MapPost("/companies/{companyId}/data/all", RefreshAll.HandleAsync);
        routes.MapPost("/companies/{companyId}/data/queue/{dataType}", RefreshDataType.HandleAsync);
        routes.MapPost("/companies/{companyId}/data/info", RefreshDataType.OfAccountingCompanyAsync);
    }
}
