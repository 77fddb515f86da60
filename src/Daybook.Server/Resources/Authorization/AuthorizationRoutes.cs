using Daybook.Server.Security;
using Daybook.Server.SyncFlow;

namespace Daybook.Server.Resources.Authorization;

internal static class AuthorizationRoutes
{
    /// <summary>The pages of a merchant who connects books: a browser comes to them without an API key.</summary>
    public static void MapAuthorization(this IEndpointRouteBuilder routes)
    {
        // Pages, not operations: no program calls them, and the reference leaves them out.
        routes.MapGet("/companies/{companyId}/connections/{connectionId}/start", StartConsent.HandleAsync).WithMetadata(new OpenToAll()).ExcludeFromDescription();
        routes.MapPost(SignInToTryton.Path, SignInToTryton.HandleAsync).WithMetadata(new OpenToAll(), new ForMerchants()).ExcludeFromDescription();
        routes.MapGet("/oauth/{platformKey}/callback", FinishConsent.HandleAsync).WithMetadata(new OpenToAll()).ExcludeFromDescription();
        routes.MapPost("/oauth/{platformKey}/organisation", ChooseOrganisation.HandleAsync).WithMetadata(new OpenToAll()).ExcludeFromDescription();
    }
}
