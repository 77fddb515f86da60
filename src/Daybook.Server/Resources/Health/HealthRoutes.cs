using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Health;

/// <summary>For those who watch over servers: whether this one lives, and whether it can serve.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live).WithMetadata(new OpenToAll());
        routes.MapGet("/health/ready", ReadyAsync).WithMetadata(new OpenToAll());
    }

    private static IResult Live() => Answer.Ok(new Wire.Health("Live"));

    private static async Task<IResult> ReadyAsync(Database database, CancellationToken cancellationToken) =>
        await database.IsReachableAsync(cancellationToken)
            ? Answer.Ok(new Wire.Health("Ready"))
            : Results.Json(new Wire.Health("The database does not answer."), WireJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);
}
