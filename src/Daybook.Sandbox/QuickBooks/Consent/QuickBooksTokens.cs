using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Consent;

/// <summary>Tokens for codes and refresh tokens, and where all of this is.</summary>
internal static class QuickBooksTokens
{
    public static async Task<IResult> GiveAsync(HttpContext context, QuickBooksSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!KnowsSecret(context.Request))
        {
            return Results.Text("{\"error\":\"invalid_client\"}", "application/json", statusCode: 401);
        }

        var given = form["grant_type"].ToString() switch
        {
            "authorization_code" => sandbox.Grants.Exchange(form["code"].ToString(), form["redirect_uri"].ToString()),
            "refresh_token" => sandbox.Grants.Refresh(form["refresh_token"].ToString()),
            _ => null,
        };
        return given is null ? Results.Text("{\"error\":\"invalid_grant\",\"error_description\":\"Incorrect or invalid refresh token\"}", "application/json", statusCode: 400) : Results.Text(given.ToJsonString(), "application/json");
    }

    public static async Task<IResult> RevokeAsync(HttpContext context, QuickBooksSandbox sandbox)
    {
        if (!KnowsSecret(context.Request))
        {
            return Results.StatusCode(401);
        }

        try
        {
            var token = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))?["token"]?.GetValue<string>();
            return token is not null && sandbox.Grants.Revoke(token) ? Results.Ok() : Results.StatusCode(400);
        }
        catch (JsonException)
        {
            return Results.StatusCode(400);
        }
    }

    public static IResult Discover(HttpRequest request)
    {
        var at = $"{request.Scheme}://{request.Host}/quickbooks";
        return Results.Text(
            new JsonObject
            {
                ["issuer"] = "https://oauth.platform.intuit.com/op/v1",
                ["authorization_endpoint"] = $"{at}/connect/oauth2",
                ["token_endpoint"] = $"{at}/oauth2/v1/tokens/bearer",
                ["revocation_endpoint"] = $"{at}/v2/oauth2/tokens/revoke",
                ["response_types_supported"] = new JsonArray("code"),
                ["scopes_supported"] = new JsonArray("openid", "email", "profile", "address", "phone"),
                ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
            }.ToJsonString(),
            "application/json");
    }

    private static bool KnowsSecret(HttpRequest request) =>
        request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{QuickBooksSandbox.ClientId}:{QuickBooksSandbox.ClientSecret}"));
}
