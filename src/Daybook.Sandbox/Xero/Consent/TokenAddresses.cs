using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Consent;

/// <summary>Tokens for codes and refresh tokens, and the ties that a token has.</summary>
internal static class TokenAddresses
{
    public static async Task<IResult> GiveAsync(HttpContext context, XeroSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!KnowsSecret(context.Request, form))
        {
            return Error("invalid_client");
        }

        var given = form["grant_type"].ToString() switch
        {
            "authorization_code" => sandbox.Grants.Exchange(form["code"].ToString(), form["redirect_uri"].ToString()),
            "refresh_token" => sandbox.Grants.Refresh(form["refresh_token"].ToString()),
            _ => null,
        };
        return given is null ? Error("invalid_grant") : Results.Text(given.ToJsonString(), "application/json");
    }

    public static async Task<IResult> RevokeAsync(HttpContext context, XeroSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!KnowsSecret(context.Request, form))
        {
            return Error("invalid_client");
        }

        sandbox.Grants.RevokeAll();
        return Results.Ok();
    }

    public static IResult ListTies(HttpContext context, XeroSandbox sandbox)
    {
        if (BearerOf(context.Request) is not { } token || sandbox.Grants.IsGood(token) != true)
        {
            return Results.StatusCode(401);
        }

        var now = sandbox.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        var ties = sandbox.Grants.TiesOf(token).Select(tie => new JsonObject
        {
            ["id"] = tie.Value.ToString(),
            ["authEventId"] = tie.Value.ToString(),
            ["tenantId"] = tie.Key.ToString(),
            ["tenantType"] = "ORGANISATION",
            ["tenantName"] = sandbox.Organisations.First(organisation => organisation.Id == tie.Key).Name,
            ["createdDateUtc"] = now,
            ["updatedDateUtc"] = now,
        });
        return Results.Text(new JsonArray([.. ties]).ToJsonString(), "application/json");
    }

    public static IResult CutTie(Guid id, HttpContext context, XeroSandbox sandbox) =>
        BearerOf(context.Request) is not { } token || sandbox.Grants.IsGood(token) != true ? Results.StatusCode(401)
        : sandbox.Grants.Cut(id) ? Results.NoContent()
        : Results.NotFound();

    public static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;

    private static bool KnowsSecret(HttpRequest request, IFormCollection form)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{XeroSandbox.ClientId}:{XeroSandbox.ClientSecret}"));
        return request.Headers.Authorization == expected || (form["client_id"] == XeroSandbox.ClientId && form["client_secret"] == XeroSandbox.ClientSecret);
    }

    private static IResult Error(string error) => Results.Text(new JsonObject { ["error"] = error }.ToJsonString(), "application/json", statusCode: 400);
}
