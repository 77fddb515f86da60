namespace Daybook.Server.Resources.Records;

internal static class RecordRoutes
{
    public static void MapRecords(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/companies/{companyId}/sync/commerce/records", ListRecords.HandleAsync);
}
