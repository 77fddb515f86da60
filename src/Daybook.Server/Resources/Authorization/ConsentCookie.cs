using System.Security.Cryptography;
using System.Text;

namespace Daybook.Server.Resources.Authorization;

/// <summary>Ties a consent to the browser that began it: another's link can't be finished in it.</summary>
internal static class ConsentCookie
{
    private const string Name = "daybook-consent";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static void Set(HttpContext context, string state, bool isSecure) => context.Response.Cookies.Append(Name, state, new CookieOptions
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = isSecure, MaxAge = Life, Path = "/", IsEssential = true,
    });

    public static bool Holds(HttpContext context, string state) =>
        state.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Cookies[Name] ?? ""), Encoding.UTF8.GetBytes(state));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, new CookieOptions { Path = "/" });
}
