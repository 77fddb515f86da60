namespace Daybook.Server.Resources.Profiles;

internal static class ProfileRoutes
{
    public static void MapProfiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/profile", ReadProfile.HandleAsync);
        routes.MapPut("/profile", SetProfile.HandleAsync);
    }
}
