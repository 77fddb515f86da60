using Daybook.Sandbox.Xero.Books;
using Daybook.Sandbox.Xero.Consent;

namespace Daybook.Sandbox.Xero;

internal static class XeroRoutes
{
    public static void MapXero(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/xero/identity/connect/authorize", ConsentPages.Show);
        routes.MapPost("/xero/identity/connect/authorize", ConsentPages.DecideAsync).DisableAntiforgery();
        routes.MapPost("/xero/identity/connect/token", TokenAddresses.GiveAsync).DisableAntiforgery();
        routes.MapPost("/xero/identity/connect/revocation", TokenAddresses.RevokeAsync).DisableAntiforgery();
        routes.MapGet("/xero/connections", TokenAddresses.ListTies);
        routes.MapDelete("/xero/connections/{id:guid}", TokenAddresses.CutTie);
        routes.MapMethods("/xero/api.xro/2.0/{**path}", ["GET", "PUT", "POST", "DELETE"], XeroGate.HandleAsync);
        routes.MapPost("/xero/sandbox/faults", (Fault fault, XeroSandbox sandbox) => sandbox.Plan(fault));
        routes.MapGet("/xero", BooksPage.Show);
    }
}
