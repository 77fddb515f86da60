using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Sandbox.FreeAgent.Consent;

/// <summary>The page on which the merchant consents, and the tokens that follow from it.</summary>
internal static class ConsentPages
{
    private static readonly string[] PassedOn = ["redirect_uri", "state"];

    public static IResult Show(HttpContext context, FreeAgentSandbox sandbox)
    {
        var query = context.Request.Query;
        if (query["client_id"] != FreeAgentSandbox.ClientId || query["response_type"] != "code" || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out _))
        {
            return Results.Content(SandboxPage.Of("Error", "<p>The app is not known here, or has no address to go back to.</p>"), "text/html", Encoding.UTF8, 400);
        }

        var choices = string.Concat(sandbox.OfTheUser.Select((company, i) =>
            $"<p><label><input type=\"radio\" name=\"organisation\" value=\"{company.Subdomain}\"{(i == 0 ? " checked" : "")}> {SandboxPage.Encode(company.Name)}</label></p>"));
        var hidden = string.Concat(PassedOn.Select(name => $"<input type=\"hidden\" name=\"{name}\" value=\"{SandboxPage.Encode(query[name])}\">"));
        return Results.Content(
            SandboxPage.Of("Daybook would like access to your FreeAgent account", $"<form method=\"post\">{hidden}{choices}<button name=\"allow\" value=\"yes\">Approve</button> <button name=\"allow\" value=\"no\">Deny</button></form>"),
            "text/html",
            Encoding.UTF8);
    }

    public static async Task<IResult> DecideAsync(HttpContext context, FreeAgentSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var redirect = form["redirect_uri"].ToString();
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal) { ["state"] = form["state"] };
        if (form["allow"] == "yes" && sandbox.Companies.Any(company => company.Subdomain == form["organisation"]))
        {
            answer["code"] = sandbox.Grants.Consent(form["organisation"].ToString(), redirect);
        }
        else
        {
            answer["error"] = "access_denied";
        }

        return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
    }

    public static async Task<IResult> GiveTokensAsync(HttpContext context, FreeAgentSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FreeAgentSandbox.ClientId}:{FreeAgentSandbox.ClientSecret}"));
        if (context.Request.Headers.Authorization != expected)
        {
            return Results.Text("HTTP Basic: Access denied.\n", "text/plain", statusCode: 401);
        }

        var isRefresh = form["grant_type"] == "refresh_token";
        if (isRefresh && sandbox.Counts.Enter("refreshes", sandbox.Limits.RefreshesPerMinute, int.MaxValue, sandbox.Clock.GetUtcNow()) is { } tooMany)
        {
            context.Response.Headers.RetryAfter = "60";
            return Results.Text(tooMany, "text/plain", statusCode: 429);
        }

        var given = isRefresh ? sandbox.Grants.Refresh(form["refresh_token"].ToString())
            : form["grant_type"] == "authorization_code" ? sandbox.Grants.Exchange(form["code"].ToString(), form["redirect_uri"].ToString())
            : null;
        return given is null
            ? Results.Text(new JsonObject { ["error"] = "invalid_grant", ["error_description"] = "The provided authorization grant is invalid or expired." }.ToJsonString(), "application/json", statusCode: 400)
            : Results.Text(given.ToJsonString(), "application/json");
    }
}
