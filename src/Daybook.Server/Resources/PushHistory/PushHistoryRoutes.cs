namespace Daybook.Server.Resources.PushHistory;

internal static class PushHistoryRoutes
{
    public static void MapPushHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/companies/{companyId}/push", ListPushOperations.HandleAsync);
        routes.MapGet("/companies/{companyId}/push/{pushOperationKey}", ReadPushOperation.HandleAsync);
    }
}
