using System.Text.Json.Nodes;
using Daybook.Sandbox.Calls;

namespace Daybook.Sandbox.QuickBooks.Consent;

/// <summary>
/// Codes and tokens with Intuit's lifetimes: an access token an hour, a refresh token a hundred days since its last use. The refresh token's value changes
/// once it is a day old, and the old value is then worth nothing. Each opens one company.
/// </summary>
internal sealed class QuickBooksGrants(TimeProvider clock, Func<Guid> newId)
{
    private const int AccessSeconds = 3600;
    private const int RefreshSeconds = 8_640_000;
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ValueLife = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Realm, string Redirect, DateTimeOffset Until)> codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Realm, DateTimeOffset Until)> access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Realm, DateTimeOffset Since, DateTimeOffset Until)> refresh = new(StringComparer.Ordinal);

    /// <summary>The merchant consented for a company.</summary>
    /// <returns>The code.</returns>
    public string Consent(string realm, string redirect)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            var code = Secret();
            codes[code] = (realm, redirect, clock.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <returns>The answer of the token address; null: <c>invalid_grant</c>.</returns>
    public JsonObject? Exchange(string code, string redirect)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            if (!codes.Remove(code, out var known) || known.Redirect != redirect || known.Until <= clock.GetUtcNow())
            {
                return null;
            }

            var token = Secret();
            refresh[token] = (known.Realm, clock.GetUtcNow(), clock.GetUtcNow().AddSeconds(RefreshSeconds));
            return Issue(known.Realm, token);
        }
    }

    /// <inheritdoc cref="Exchange"/>
    public JsonObject? Refresh(string token)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            var now = clock.GetUtcNow();
            if (!refresh.TryGetValue(token, out var known) || known.Until <= now)
            {
                return null;
            }

            var (value, since) = (token, known.Since);
            if (now - known.Since >= ValueLife)
            {
                refresh.Remove(token);
                (value, since) = (Secret(), now);
            }

            refresh[value] = (known.Realm, since, now.AddSeconds(RefreshSeconds));
            return Issue(known.Realm, value);
        }
    }

    /// <summary>The company that a good access token opens; null where it is not good.</summary>
    public string? RealmOf(string token)
    {
        lock (gate)
        {
            return access.TryGetValue(token, out var known) && known.Until > clock.GetUtcNow() ? known.Realm : null;
        }
    }

    /// <summary>Takes back what a token opens; false where it opens nothing.</summary>
    public bool Revoke(string token)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            var realm = refresh.TryGetValue(token, out var one) ? one.Realm : access.TryGetValue(token, out var other) ? other.Realm : null;
            if (realm is null)
            {
                return false;
            }

            foreach (var (value, _) in refresh.Where(known => known.Value.Realm == realm).ToList())
            {
                refresh.Remove(value);
            }

            foreach (var (value, _) in access.Where(known => known.Value.Realm == realm).ToList())
            {
                access.Remove(value);
            }

            return true;
        }
    }

    /// <summary>Whether any consent stands for a company.</summary>
    public bool Opens(string realm)
    {
        lock (gate)
        {
            return refresh.Values.Any(known => known.Realm == realm);
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
            access.Clear();
            refresh.Clear();
        }
    }

    private JsonObject Issue(string realm, string refreshToken)
    {
        var token = Secret();
        access[token] = (realm, clock.GetUtcNow().AddSeconds(AccessSeconds));
        return new JsonObject { ["token_type"] = "bearer", ["access_token"] = token, ["expires_in"] = AccessSeconds, ["refresh_token"] = refreshToken, ["x_refresh_token_expires_in"] = RefreshSeconds };
    }

    private string Secret() => SandboxCall.Secret(newId);
}
