using System.Text.Json.Nodes;
using Daybook.Sandbox.Calls;

namespace Daybook.Sandbox.FreeAgent.Consent;

/// <summary>Codes and tokens of companies: a code lives 15 minutes, an access token an hour, a refresh token until it is used once.</summary>
internal sealed class Grants(TimeProvider clock, Func<Guid> newId)
{
    public const int AccessSeconds = 3600;
    private const int RefreshSeconds = 631_151_957;
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Company, string Redirect, DateTimeOffset Until)> codes = [];
    private readonly Dictionary<string, (string Company, DateTimeOffset Until)> access = [];
    private readonly Dictionary<string, string> refresh = [];

    /// <summary>The merchant consented for a company.</summary>
    /// <returns>The code.</returns>
    public string Consent(string company, string redirect)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            var code = Secret();
            codes[code] = (company, redirect, clock.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <returns>The answer of the token address; null: <c>invalid_grant</c>.</returns>
    public JsonObject? Exchange(string code, string redirect)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            return codes.Remove(code, out var known) && known.Redirect == redirect && known.Until > clock.GetUtcNow() ? Issue(known.Company) : null;
        }
    }

    /// <inheritdoc cref="Exchange"/>
    /// <remarks>Whether FreeAgent takes the old token a while longer is not known: the stand-in does not.</remarks>
    public JsonObject? Refresh(string token)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            return refresh.Remove(token, out var company) ? Issue(company) : null;
        }
    }

    /// <summary>The company that a good access token opens; else null.</summary>
    public string? CompanyOf(string token)
    {
        lock (gate)
        {
            return access.TryGetValue(token, out var known) && known.Until > clock.GetUtcNow() ? known.Company : null;
        }
    }

    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            access.Clear();
        }
    }

    public void RevokeAll()
    {
        lock (gate)
        {
            codes.Clear();
            refresh.Clear();
            access.Clear();
        }
    }

    private JsonObject Issue(string company)
    {
        var (token, next) = (Secret(), Secret());
        access[token] = (company, clock.GetUtcNow().AddSeconds(AccessSeconds));
        refresh[next] = company;
        return new JsonObject { ["access_token"] = token, ["token_type"] = "bearer", ["expires_in"] = AccessSeconds, ["refresh_token"] = next, ["refresh_token_expires_in"] = RefreshSeconds };
    }

    private string Secret() => SandboxCall.Secret(newId);
}
