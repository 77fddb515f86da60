using Daybook.Sandbox.FreeAgent.Books;
using Daybook.Sandbox.FreeAgent.Consent;

namespace Daybook.Sandbox.FreeAgent;

internal static class FreeAgentRoutes
{
    public static void MapFreeAgent(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/freeagent/v2/approve_app", ConsentPages.Show);
        routes.MapPost("/freeagent/v2/approve_app", ConsentPages.DecideAsync).DisableAntiforgery();
        routes.MapPost("/freeagent/v2/token_endpoint", ConsentPages.GiveTokensAsync).DisableAntiforgery();
        routes.MapMethods("/freeagent/v2/{**path}", ["GET", "POST", "PUT", "DELETE"], FreeAgentGate.HandleAsync);
        routes.MapPost("/freeagent/sandbox/faults", (Fault fault, FreeAgentSandbox sandbox) => sandbox.Plan(fault));
        routes.MapGet("/freeagent", BooksPage.Show);
    }
}
