using Daybook.Server.Resources.Texts;
using Daybook.Server.SyncFlow.Pages;

namespace Daybook.Server.SyncFlow.Desk;

internal static class ChooseLanguage
{
    /// <summary>Changes the language and goes on where the merchant was.</summary>
    public static IResult Handle(HttpContext context)
    {
        var visit = context.Visit();
        var locale = context.Request.Form["locale"].ToString();
        if (FlowTexts.Locales.Contains(locale))
        {
            context.Response.Cookies.Append(FlowFronts.LanguageCookie, locale, new CookieOptions
            {
                Path = "/",
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                MaxAge = TimeSpan.FromDays(365),
            });
        }

        var here = context.Request.Form["here"].ToString();
        return Results.LocalRedirect(here.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '/') ? visit.LinkTo(here).TrimEnd('/') : visit.Home);
    }
}
