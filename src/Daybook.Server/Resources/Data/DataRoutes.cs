using Daybook.Server.Requests;
using Daybook.Storage;

namespace Daybook.Server.Resources.Data;

internal static class DataRoutes
{
    public static void MapData(this IEndpointRouteBuilder routes)
    {
        var data = routes.MapGroup("/companies/{companyId}/connections/{connectionId}/data");
        data.MapGet("/commerce-info", ReadCompanyProfile.HandleAsync);
        data.MapGet("/commerce-disputes", ListData.DisputesAsync);
        foreach (var type in DataType.All)
        {
            data.MapGet(
                "/" + type.Name,
                (string companyId, string connectionId, HttpContext context, Registry registry, DataStore store, CancellationToken cancellationToken) =>
                    ListData.HandleAsync(type, companyId, connectionId, context, registry, store, cancellationToken));
            data.MapGet(
                $"/{type.Name}/{{recordId}}",
                (string companyId, string connectionId, HttpContext context, Registry registry, DataStore store, CancellationToken cancellationToken) =>
                    ReadData.HandleAsync(type, companyId, connectionId, context, registry, store, cancellationToken));
        }
    }
}
