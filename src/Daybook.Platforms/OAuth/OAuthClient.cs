using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Syncing;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Platforms.OAuth;

/// <summary>Speaks OAuth 2.0: the address of the consent page, and tokens for codes and refresh tokens.</summary>
public sealed class OAuthClient(IHttpClientFactory http)
{
    /// <summary>The name of its client; the server may say how that one reaches the platform.</summary>
    public const string Client = "oauth";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The address that the merchant is sent to.</summary>
    /// <param name="app">The app that asks.</param>
    /// <param name="redirect">Where the platform sends the merchant back to.</param>
    /// <param name="state">Comes back with the merchant; nobody else can guess it.</param>
    /// <param name="verifier">The proof of key, kept secret until the code is changed.</param>
    public static Uri ConsentAddress(OAuthApp app, Uri redirect, string state, string verifier)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = app.ClientId,
            ["redirect_uri"] = redirect.AbsoluteUri,
            ["state"] = state,
        };
        if (app.Scope.Length > 0)
        {
            query["scope"] = app.Scope;
        }

        if (app.OffersPkce)
        {
            query["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
            query["code_challenge_method"] = "S256";
        }

        return new Uri(QueryHelpers.AddQueryString(app.Authorize.AbsoluteUri, query));
    }

    /// <returns>The tokens; null where the platform does not take the code.</returns>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public Task<TokenPair?> ExchangeAsync(OAuthApp app, Uri redirect, string code, string verifier, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect.AbsoluteUri,
        };
        if (app.OffersPkce)
        {
            form["code_verifier"] = verifier;
        }

        return AskAsync(app, form, cancellationToken);
    }

    /// <returns>The next tokens; null where the platform no longer takes the refresh token (<c>invalid_grant</c>).</returns>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public Task<TokenPair?> RefreshAsync(OAuthApp app, string refreshToken, CancellationToken cancellationToken) => AskAsync(
        app,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken },
        cancellationToken);

    private async Task<TokenPair?> AskAsync(OAuthApp app, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            using var client = http.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, app.Token) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app.ClientId}:{app.ClientSecret}")));
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await client.SendAsync(request, deadline.Token);
            var body = await response.Content.ReadAsStringAsync(deadline.Token);
            return response.IsSuccessStatusCode ? Read(body)
                : ErrorOf(body) is "invalid_grant" ? null
                : throw new PlatformUnavailableException(Fault(response.StatusCode, ErrorOf(body)));
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PlatformUnavailableException($"{app.Token.Host} gave no tokens: {fault.Message}", fault);
        }
    }

    private static TokenPair Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return new TokenPair(
            root.GetProperty("access_token").GetString()!, root.GetProperty("refresh_token").GetString()!, TimeSpan.FromSeconds(root.GetProperty("expires_in").GetInt32()));
    }

    private static string? ErrorOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Fault(HttpStatusCode status, string? error) => error is "invalid_client" or "unauthorized_client" || (error is null && status == HttpStatusCode.Unauthorized)
        ? "The platform does not know this server: its client id or secret is wrong."
        : $"No tokens were given: HTTP status {(int)status}{(error is null ? "" : $", {error}")}.";
}
