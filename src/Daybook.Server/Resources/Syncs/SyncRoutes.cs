namespace Daybook.Server.Resources.Syncs;

internal static class SyncRoutes
{
    public static void MapSyncs(this IEndpointRouteBuilder routes)
    {
        foreach (var prefix in new[] { "/companies", "/meta/companies" })
        {
            var syncs = routes.MapGroup(prefix + "/{companyId}/sync/commerce");
            syncs.MapPost("/latest", RequestLatest.HandleAsync);
            syncs.MapPost("/historic", RequestHistoric.HandleAsync);
            syncs.MapPost("/preview", PreviewSync.HandleAsync);
            syncs.MapPost("/retry", RetryFailedItems.HandleAsync);
            syncs.MapGet("/schedule", ReadSchedule.HandleAsync);
            syncs.MapGet("/status", ReadStatus.LatestOfCompanyAsync);
            syncs.MapGet("/syncs/latest/status", ReadStatus.LatestAsync);
            syncs.MapGet("/syncs/lastSuccessful/status", ReadStatus.LastSuccessfulAsync);
            syncs.MapGet("/syncs/list/status", ReadStatus.ListAsync);
            syncs.MapGet("/syncs/{syncId}/status", ReadStatus.ByIdAsync);
            syncs.MapGet("/syncs/{syncId}", ReadSync.HandleAsync);
            syncs.MapPost("/syncs/{syncId}/undo", UndoSync.HandleAsync);
        }
    }
}
