using Daybook.Sandbox.QuickBooks.Books;
using Daybook.Sandbox.QuickBooks.Consent;

namespace Daybook.Sandbox.QuickBooks;

internal static class QuickBooksRoutes
{
    public static void MapQuickBooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/quickbooks/connect/oauth2", QuickBooksConsent.Show);
        routes.MapPost("/quickbooks/connect/oauth2", QuickBooksConsent.DecideAsync).DisableAntiforgery();
        routes.MapPost("/quickbooks/oauth2/v1/tokens/bearer", QuickBooksTokens.GiveAsync).DisableAntiforgery();
        routes.MapPost("/quickbooks/v2/oauth2/tokens/revoke", QuickBooksTokens.RevokeAsync).DisableAntiforgery();
        routes.MapGet("/quickbooks/.well-known/openid_sandbox_configuration", QuickBooksTokens.Discover);
        routes.MapMethods("/quickbooks/v3/company/{realm}/{**path}", ["GET", "POST"], QuickBooksGate.HandleAsync);
        routes.MapPost("/quickbooks/sandbox/faults", (Fault fault, QuickBooksSandbox sandbox) => sandbox.Plan(fault));
        routes.MapGet("/quickbooks", QuickBooksPage.Show);
    }
}
