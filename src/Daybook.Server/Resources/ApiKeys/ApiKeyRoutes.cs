using Daybook.Server.Idempotency;

namespace Daybook.Server.Resources.ApiKeys;

internal static class ApiKeyRoutes
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/apiKeys", ListApiKeys.HandleAsync);
        routes.MapPost("/apiKeys", CreateApiKey.HandleAsync).WithMetadata(new AnswersOnce());
        routes.MapDelete("/apiKeys/{apiKeyId}", DeleteApiKey.HandleAsync);
    }
}
