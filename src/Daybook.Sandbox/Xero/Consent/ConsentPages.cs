using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Sandbox.Xero.Consent;

/// <summary>The page on which the merchant consents, and what follows from it.</summary>
internal static class ConsentPages
{
    private static readonly string[] PassedOn = ["redirect_uri", "state", "scope"];

    public static IResult Show(HttpContext context, XeroSandbox sandbox)
    {
        var query = context.Request.Query;
        if (query["client_id"] != XeroSandbox.ClientId || query["response_type"] != "code" || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out _))
        {
            return Results.Content(SandboxPage.Of("Error", "<p>unauthorized_client: the app is not known here, or has no address to go back to.</p>"), "text/html", Encoding.UTF8, 400);
        }

        var boxes = string.Concat(sandbox.Organisations.Where(organisation => organisation.User == XeroSandbox.DemoUser).Select((organisation, i) =>
            $"<p><label><input type=\"checkbox\" name=\"organisation\" value=\"{organisation.Id}\"{(i == 0 ? " checked" : "")}> {SandboxPage.Encode(organisation.Name)}</label></p>"));
        var hidden = string.Concat(PassedOn.Select(name => $"<input type=\"hidden\" name=\"{name}\" value=\"{SandboxPage.Encode(query[name])}\">"));
        return Results.Content(
            SandboxPage.Of("Daybook wants access", $"<form method=\"post\">{hidden}<p>It asks for: {SandboxPage.Encode(query["scope"])}</p>{boxes}<button name=\"allow\" value=\"yes\">Allow access</button> <button name=\"allow\" value=\"no\">Cancel</button></form>"),
            "text/html",
            Encoding.UTF8);
    }

    public static async Task<IResult> DecideAsync(HttpContext context, XeroSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var redirect = form["redirect_uri"].ToString();
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal) { ["state"] = form["state"] };
        if (form["allow"] != "yes")
        {
            answer["error"] = "access_denied";
            return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
        }

        var named = form["organisation"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).ToHashSet();
        var chosen = sandbox.Organisations.Where(organisation => named.Contains(organisation.Id)).ToList();
        var user = chosen.Count > 0 ? chosen[0].User : XeroSandbox.DemoUser;
        answer["code"] = sandbox.Grants.Consent(user, chosen.Where(organisation => organisation.User == user).Select(organisation => organisation.Id), redirect, form["scope"].ToString());
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
    }
}
