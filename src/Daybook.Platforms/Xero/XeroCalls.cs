using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Syncing;
using Authorization = Daybook.Syncing.Authorization;

namespace Daybook.Platforms.Xero;

/// <summary>Calls Xero: with the right token and organisation, at the right pace. Answers are told apart, nothing of them is interpreted here.</summary>
internal sealed class XeroCalls(IHttpClientFactory http, XeroOptions options, OAuthApp app, AccessTokens tokens, Paces paces)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "xero";

    private const int Attempts = 4;
    private static readonly TimeSpan ShortRest = TimeSpan.FromSeconds(1);

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads; a read that fails is tried once more.</summary>
    /// <returns>Null where there is nothing (HTTP 404).</returns>
    /// <exception cref="PlatformUnavailableException">Xero can't be asked at the moment, or does not understand the question.</exception>
    public Task<JsonPart?> ReadAsync(Guid connection, string path, CancellationToken cancellationToken) => ReadAsync(connection, path, null, cancellationToken);

    /// <inheritdoc cref="ReadAsync(Guid, string, CancellationToken)"/>
    /// <param name="connection">The connection's id.</param>
    /// <param name="path">Behind the version, with its query.</param>
    /// <param name="since">Only what was created or changed since, as Xero counts it; null: all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<JsonPart?> ReadAsync(Guid connection, string path, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(connection, HttpMethod.Get, path, null, null, since, cancellationToken);
        if (answer is XeroAnswer.Failed or XeroAnswer.Lost)
        {
            answer = await SendAsync(connection, HttpMethod.Get, path, null, null, since, cancellationToken);
        }

        return answer switch
        {
            XeroAnswer.Ok ok => ok.Root,
            XeroAnswer.Missing => null,
            XeroAnswer.Refused refused => throw new PlatformUnavailableException($"Xero did not answer {Before(path)}: {string.Join(' ', refused.Messages)}"),
            XeroAnswer.Failed failed => throw new PlatformUnavailableException(failed.Message),
            XeroAnswer.Lost lost => throw new PlatformUnavailableException(lost.Message),
            _ => throw new InvalidOperationException("An answer is one of those known."),
        };
    }

    /// <summary>Sends one request, again only where Xero has certainly not done anything: too fast, or a token that has run out.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Behind the version, with its query.</param>
    /// <param name="body">Written as JSON; null: none.</param>
    /// <param name="key">The idempotency key without the organisation; null: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">Nothing was sent, or nothing was done.</exception>
    public Task<XeroAnswer> SendAsync(Guid connection, HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken) =>
        SendAsync(connection, method, path, body, key, null, cancellationToken);

    private async Task<XeroAnswer> SendAsync(Guid connection, HttpMethod method, string path, object? body, string? key, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        string? refused = null;
        for (var attempt = 1; ; attempt++)
        {
            var authorization = await tokens.GetAsync(app, connection, refused, cancellationToken);
            using var turn = await paces.EnterAsync(authorization.Organisation, cancellationToken);
            using var request = Request(authorization, method, path, body, key);
            request.Headers.IfModifiedSince = since;
            var (status, text, rest, lost) = await SendAsync(request, cancellationToken);
            switch (status)
            {
                case null:
                    return new XeroAnswer.Lost($"Xero gave no answer: {lost}");
                case HttpStatusCode.TooManyRequests:
                    await paces.Of(authorization.Organisation).RestAsync(rest ?? ShortRest, cancellationToken);
                    if (attempt == Attempts || rest > Pace.Patience)
                    {
                        throw new PlatformUnavailableException("Xero's limit of calls for this organisation is reached; the next sync carries on.");
                    }

                    break;
                case HttpStatusCode.Unauthorized when refused is null && !text.Contains("AuthorizationUnsuccessful", StringComparison.OrdinalIgnoreCase):
                    refused = authorization.AccessToken;
                    break;
                case HttpStatusCode.Unauthorized:
                    throw await tokens.DeauthorizeAsync(connection, cancellationToken);
                case HttpStatusCode.Forbidden:
                    throw await ForbiddenAsync(connection, authorization, cancellationToken);
                case HttpStatusCode.OK or HttpStatusCode.NoContent:
                    return Done(text);
                case HttpStatusCode.NotFound:
                    return new XeroAnswer.Missing();
                case >= HttpStatusCode.InternalServerError:
                    return new XeroAnswer.Failed($"Xero failed with HTTP status {(int)status}: {Short(text)}");
                default:
                    return new XeroAnswer.Refused(MessagesOf(text, (int)status));
            }
        }
    }

    /// <summary>The ties of a token's user: identity, not accounting, so no organisation is named.</summary>
    /// <returns>Null where the token is not taken.</returns>
    public async Task<IReadOnlyList<JsonPart>?> ReadConnectionsAsync(string accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("connections"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.ParseAdd("application/json");
        var (status, text, _, lost) = await SendAsync(request, cancellationToken);
        return status switch
        {
            HttpStatusCode.OK => Done($"{{\"list\":{text}}}") is XeroAnswer.Ok { Root: var root } ? root.List("list") : throw new PlatformUnavailableException("Xero's list of organisations can't be read."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => null,
            _ => throw new PlatformUnavailableException($"Xero did not list the organisations: {lost ?? $"HTTP status {(int)status!}"}"),
        };
    }

    /// <summary>Cuts one tie; one that is gone already is as good.</summary>
    public async Task CutConnectionAsync(string accessToken, string platformConnection, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Address($"connections/{platformConnection}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var (status, _, _, lost) = await SendAsync(request, cancellationToken);
        if (status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            throw new PlatformUnavailableException($"Xero did not take the consent back: {lost ?? $"HTTP status {(int)status!}"}");
        }
    }

    private Task<Exchange> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Exchange.OfAsync(http, Client, request, options.Deadline, cancellationToken);

    private HttpRequestMessage Request(Authorization authorization, HttpMethod method, string path, object? body, string? key)
    {
        var request = new HttpRequestMessage(method, Address("api.xro/2.0/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", authorization.AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Daybook");
        request.Headers.Add("xero-tenant-id", authorization.Organisation);
        if (key is not null)
        {
            // Xero remembers keys by app, not by organisation.
            request.Headers.Add("Idempotency-Key", $"{authorization.Organisation}:{key}");
        }

        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, body.GetType(), Json), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>Either the tie to the organisation is gone, or its user may not do this: only the first ends the connection.</summary>
    private async Task<PlatformNotAuthorizedException> ForbiddenAsync(Guid connection, Authorization authorization, CancellationToken cancellationToken)
    {
        var ties = await ReadConnectionsAsync(authorization.AccessToken, cancellationToken);
        return ties?.Any(tie => tie.Text("tenantId") == authorization.Organisation) is true
            ? new PlatformNotAuthorizedException("Xero does not let the user who connected it do this: give that user the permission in Xero, or connect again as another user.")
            : await tokens.DeauthorizeAsync(connection, cancellationToken);
    }

    private static XeroAnswer Done(string text)
    {
        try
        {
            return new XeroAnswer.Ok(new JsonPart(JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "{}" : text)));
        }
        catch (JsonException broken)
        {
            return new XeroAnswer.Lost($"Xero's answer can't be read: {broken.Message}");
        }
    }

    private static List<string> MessagesOf(string text, int status)
    {
        try
        {
            var root = new JsonPart(JsonSerializer.Deserialize<JsonElement>(text));
            var messages = root.Refusals().Distinct(StringComparer.Ordinal).ToList();
            return messages.Count > 0 ? messages : [root.Text("Message") ?? root.Text("Detail") ?? $"HTTP status {status}"];
        }
        catch (JsonException)
        {
            return [$"HTTP status {status}: {Short(text)}"];
        }
    }

    private Uri Address(string path) => new($"{options.Api.AbsoluteUri.TrimEnd('/')}/{path}");

    private static string Short(string text) => text.Length > 300 ? text[..300] + "…" : text;

    private static string Before(string path) => path.Split('?')[0];
}
