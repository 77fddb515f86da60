namespace Daybook.Server.Resources.Datasets;

internal static class DatasetRoutes
{
    public static void MapDatasets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/meta/companies/{companyId}/pull/history/{datasetId}", ReadDataset.HandleAsync);
        routes.MapGet("/companies/{companyId}/data/history/{datasetId}", ReadDataset.HandleAsync);
        routes.MapGet("/companies/{companyId}/data/history", ListDatasets.HandleAsync);
        routes.MapGet("/companies/{companyId}/sync/{datasetId}/validation", ReadValidation.HandleAsync);
    }
}
