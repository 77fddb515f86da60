using System.Net;
using System.Text;
using Daybook.Platforms.OAuth;

namespace Daybook.Server.Resources.Authorization;

/// <summary>The small pages of connecting: what happened, and what to do.</summary>
internal sealed class ConsentPage(int statusCode, string title, string body) : IResult
{
    public static ConsentPage Told(string title, string message) => new(StatusCodes.Status200OK, title, $"<p>{Encode(message)}</p>");

    public static ConsentPage Failed(int statusCode, string message) => new(statusCode, "Not connected", $"<p>{Encode(message)}</p>");

    /// <summary>The link was used already, is too old, or belongs to another browser.</summary>
    public static ConsentPage Stale => Failed(
        StatusCodes.Status400BadRequest, "This page belongs to a connection that was begun in another browser, too long ago, or finished already. Open the link that you were given once more.");

    /// <summary>Asks which of several organisations.</summary>
    public static ConsentPage Choice(string action, string state, string platform, IReadOnlyList<Organisation> organisations)
    {
        var choices = new StringBuilder();
        foreach (var (organisation, i) in organisations.Select((organisation, i) => (organisation, i)))
        {
            choices.Append($"<p><label><input type=\"radio\" name=\"organisation\" value=\"{Encode(organisation.Id)}\" required{(i == 0 ? " checked" : "")}> {Encode(organisation.Name)}</label></p>");
        }

        return new ConsentPage(
            StatusCodes.Status200OK,
            "Which books?",
            $"<form method=\"post\" action=\"{Encode(action)}\"><fieldset><legend>Your consent in {Encode(platform)} opens several organisations. Choose the one whose books your sales go to.</legend>{choices}</fieldset><input type=\"hidden\" name=\"state\" value=\"{Encode(state)}\"><button>Connect</button></form>");
    }

    /// <summary>Asks for the address of a merchant's own server, and for user and password there.</summary>
    /// <param name="action">Where the answers are sent.</param>
    /// <param name="state">Ties the page to the browser.</param>
    /// <param name="platform">The platform's name.</param>
    /// <param name="given">What was filled in before, by name; the password is asked for anew.</param>
    /// <param name="refusal">Why that did not do; null where nothing was filled in yet.</param>
    public static ConsentPage SignIn(string action, string state, string platform, Func<string, string?> given, string? refusal)
    {
        string Field(string name, string label, string type, string more) =>
            $"<p><label for=\"{name}\">{Encode(label)}</label><br><input id=\"{name}\" name=\"{name}\" type=\"{type}\" value=\"{Encode(given(name) ?? "")}\" required maxlength=\"500\" size=\"40\"{more}></p>";
        var fields = Field("server", "Address of the server", "url", " placeholder=\"https://erp.example.com\"") + Field("database", "Database", "text", " autocomplete=\"off\"")
            + Field("user", "User", "text", " autocomplete=\"username\"")
            + "<p><label for=\"password\">Password</label><br><input id=\"password\" name=\"password\" type=\"password\" required maxlength=\"500\" size=\"40\" autocomplete=\"current-password\"></p>";
        return new ConsentPage(
            refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            $"Connect {platform}",
            (refusal is null ? "" : $"<p role=\"alert\"><strong>{Encode(refusal)}</strong></p>")
            + $"<p>Your sales are written to the company of this user. Best make a user of its own for it. The password is kept encrypted.</p>"
            + $"<form method=\"post\" action=\"{Encode(action)}\">{fields}<input type=\"hidden\" name=\"state\" value=\"{Encode(state)}\"><button>Connect</button></form>");
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = statusCode;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(title)}</title>"
            + "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.4rem 1rem}fieldset{border:0;padding:0}</style></head>"
            + $"<body><main><h1>{Encode(title)}</h1>{body}</main></body></html>",
            httpContext.RequestAborted);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
