namespace Daybook.Server.Resources.SyncFlow;

internal static class SyncFlowRoutes
{
    public static void MapSyncFlow(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/config/sync/commerce/{commerceKey}/{accountingKey}/start", StartSyncFlow.HandleAsync);
}
