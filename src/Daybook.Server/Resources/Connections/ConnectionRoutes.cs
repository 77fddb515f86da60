namespace Daybook.Server.Resources.Connections;

internal static class ConnectionRoutes
{
    public static void MapConnections(this IEndpointRouteBuilder routes)
    {
        foreach (var start in (string[])["/companies", "/meta/companies"])
        {
            routes.MapGet(start + "/{companyId}/connections", ListConnections.HandleAsync);
            routes.MapPost(start + "/{companyId}/connections", CreateConnection.HandleAsync);
            routes.MapGet(start + "/{companyId}/connections/{connectionId}", ReadConnection.HandleAsync);
            routes.MapPatch(start + "/{companyId}/connections/{connectionId}", ChangeConnection.HandleAsync);
            routes.MapPut(start + "/{companyId}/connections/{connectionId}/authorization", AuthorizeConnection.HandleAsync);
            routes.MapDelete(start + "/{companyId}/connections/{connectionId}", DeleteConnection.HandleAsync);
        }
    }
}
