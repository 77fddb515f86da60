namespace Daybook.Server.Resources.Push;

internal static class PushRoutes
{
    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/data/companies/{companyId}/sync/{dataType}", PushRecords.HandleAsync);
        routes.MapPut("/companies/{companyId}/data/commerce-productCategories", SetProductCategories.HandleAsync);
    }
}
