using System.Security.Cryptography;
using System.Text.Json;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Storage;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace Daybook.Server.SyncFlow.Sessions;

/// <summary>Sessions live in a sealed cookie that is sent to one company's pages alone: two companies can be open in one browser.</summary>
internal sealed class FlowSessions(IDataProtectionProvider protection, DaybookSettings settings, TimeProvider clock)
{
    public const string Cookie = "daybook-merchant";

    /// <summary>How long a merchant may take; what was chosen is kept, a new link goes on from there.</summary>
    private static readonly Duration Lifetime = Duration.FromHours(8);

    private readonly IDataProtector seal = protection.CreateProtector("Daybook.SyncFlow.Session");

    public void Begin(HttpContext context, FlowGrant grant)
    {
        var session = new FlowSession(grant.Company, grant.AccountingKey, grant.RedirectUrl, (clock.Now() + Lifetime).ToUnixTimeSeconds());
        context.Response.Cookies.Append(Cookie, seal.Protect(JsonSerializer.Serialize(session)), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = settings.LinkTo("").Scheme == Uri.UriSchemeHttps,
            Path = FlowPaths.Of(context, grant.Company),
            IsEssential = true,
        });
    }

    /// <summary>The session of a request to a company's pages; null where there is none, it has ended, or it is another company's.</summary>
    public FlowSession? Read(HttpContext context, Guid company)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } sealedText)
        {
            return null;
        }

        try
        {
            var session = JsonSerializer.Deserialize<FlowSession>(seal.Unprotect(sealedText));
            return session is not null && session.Company == company && session.Until > clock.Now().ToUnixTimeSeconds() ? session : null;
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }
}
