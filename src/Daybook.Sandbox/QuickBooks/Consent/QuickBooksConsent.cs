using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Sandbox.QuickBooks.Consent;

/// <summary>The page on which the merchant consents: for one company, whose id comes back in the address alone.</summary>
internal static class QuickBooksConsent
{
    private static readonly string[] PassedOn = ["redirect_uri", "state"];

    public static IResult Show(HttpContext context, QuickBooksSandbox sandbox)
    {
        var query = context.Request.Query;
        if (query["client_id"] != QuickBooksSandbox.ClientId || query["response_type"] != "code" || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out _))
        {
            return Results.Content(SandboxPage.Of("Error", "<p>The redirect_uri query parameter value is invalid, or the app is not known here.</p>"), "text/html", Encoding.UTF8, 400);
        }

        var companies = string.Concat(sandbox.OfTheUser.Select((company, i) =>
            $"<p><label><input type=\"radio\" name=\"organisation\" value=\"{company.Realm}\"{(i == 0 ? " checked" : "")}> {SandboxPage.Encode(company.Name)}</label></p>"));
        var hidden = string.Concat(PassedOn.Select(name => $"<input type=\"hidden\" name=\"{name}\" value=\"{SandboxPage.Encode(query[name])}\">"));
        return Results.Content(
            SandboxPage.Of("Connect Daybook to QuickBooks", $"<form method=\"post\">{hidden}<p>It asks for: {SandboxPage.Encode(query["scope"])}</p>{companies}<button name=\"allow\" value=\"yes\">Connect</button> <button name=\"allow\" value=\"no\">Cancel</button></form>"),
            "text/html",
            Encoding.UTF8);
    }

    public static async Task<IResult> DecideAsync(HttpContext context, QuickBooksSandbox sandbox)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var redirect = form["redirect_uri"].ToString();
        var answer = new Dictionary<string, string?>(StringComparer.Ordinal) { ["state"] = form["state"] };
        if (form["allow"] != "yes" || sandbox.Companies.FirstOrDefault(company => company.Realm == form["organisation"]) is not { } chosen)
        {
            answer["error"] = "access_denied";
            return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
        }

        answer["code"] = sandbox.Grants.Consent(chosen.Realm, redirect);
        answer["realmId"] = chosen.Realm;
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
    }
}
