using System.Text;
using System.Text.Json.Nodes;
using Daybook.Sandbox.Calls;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Sandbox.Xero.Consent;

/// <summary>Codes, tokens and ties to organisations, with Xero's lifetimes: a code five minutes, an access token thirty, a used refresh token thirty more.</summary>
internal sealed class Grants(TimeProvider clock, Func<Guid> newId)
{
    public const int AccessSeconds = 1800;
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(60);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Redirect, Holder Holder, DateTimeOffset Until)> codes = [];
    private readonly Dictionary<string, (Holder Holder, DateTimeOffset Until)> access = [];
    private readonly Dictionary<string, (Holder Holder, DateTimeOffset Until)> refresh = [];
    private readonly Dictionary<Guid, (Guid Id, Guid User)> ties = [];

    /// <summary>A user consented to some organisations.</summary>
    /// <returns>The code.</returns>
    public string Consent(Guid user, IEnumerable<Guid> organisations, string redirect, string scope)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            foreach (var organisation in organisations)
            {
                ties.TryAdd(organisation, (newId(), user));
            }

            var code = Secret();
            codes[code] = (redirect, new Holder(user, scope), clock.GetUtcNow() + CodeLife);
            return code;
        }
    }

    /// <returns>The answer of the token address; null: <c>invalid_grant</c>.</returns>
    public JsonObject? Exchange(string code, string redirect)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            return codes.Remove(code, out var known) && known.Redirect == redirect && known.Until > clock.GetUtcNow() ? Issue(known.Holder) : null;
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

            refresh[token] = known with { Until = known.Until < now + Grace ? known.Until : now + Grace };
            return Issue(known.Holder);
        }
    }

    /// <summary>Whether an access token is good; null: it has run out.</summary>
    public bool? IsGood(string token)
    {
        lock (gate)
        {
            if (!access.TryGetValue(token, out var known))
            {
                return false;
            }

            return known.Until > clock.GetUtcNow() ? true : null;
        }
    }

    /// <summary>Whether a token's user is tied to an organisation.</summary>
    public bool Opens(string token, Guid organisation)
    {
        lock (gate)
        {
            return ties.TryGetValue(organisation, out var tie) && access.TryGetValue(token, out var known) && known.Holder.User == tie.User;
        }
    }

    /// <summary>The ties of all users, by organisation.</summary>
    public IReadOnlyDictionary<Guid, Guid> Ties()
    {
        lock (gate)
        {
            return ties.ToDictionary(tie => tie.Key, tie => tie.Value.Id);
        }
    }

    /// <summary>The ties of a token's user, by organisation.</summary>
    public IReadOnlyDictionary<Guid, Guid> TiesOf(string token)
    {
        lock (gate)
        {
            return access.TryGetValue(token, out var known) ? ties.Where(tie => tie.Value.User == known.Holder.User).ToDictionary(tie => tie.Key, tie => tie.Value.Id) : [];
        }
    }

    /// <summary>Cuts the tie of an id; false where there is none.</summary>
    public bool Cut(Guid tie)
    {
        lock (gate)
        {
            SandboxCall.Keep();
            var organisation = ties.FirstOrDefault(one => one.Value.Id == tie).Key;
            return organisation != Guid.Empty && ties.Remove(organisation);
        }
    }

    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            foreach (var token in access.Keys.ToList())
            {
                access[token] = access[token] with { Until = DateTimeOffset.MinValue };
            }
        }
    }

    public void RevokeAll()
    {
        lock (gate)
        {
            SandboxCall.Keep();
            ties.Clear();
            refresh.Clear();
            access.Clear();
        }
    }

    private JsonObject Issue(Holder holder)
    {
        var until = clock.GetUtcNow().AddSeconds(AccessSeconds);
        var token = Jwt(until, holder.Scope);
        access[token] = (holder, until);
        var next = Secret();
        refresh[next] = (holder, clock.GetUtcNow() + RefreshLife);
        return new JsonObject { ["access_token"] = token, ["expires_in"] = AccessSeconds, ["token_type"] = "Bearer", ["refresh_token"] = next, ["scope"] = holder.Scope };
    }

    private string Jwt(DateTimeOffset until, string scope)
    {
        var claims = new JsonObject { ["iss"] = "https://identity.xero.com", ["exp"] = until.ToUnixTimeSeconds(), ["jti"] = newId().ToString("N"), ["authentication_event_id"] = newId().ToString(), ["scope"] = scope };
        return $"{Part("{\"alg\":\"RS256\"}")}.{Part(claims.ToJsonString())}.{Secret()}";
    }

    private static string Part(string json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json));

    private string Secret() => SandboxCall.Secret(newId);

    private readonly record struct Holder(Guid User, string Scope);
}
