using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Calls FreeAgent: with a token that is good, at the right pace. Answers are told apart, nothing of them is interpreted here.</summary>
internal sealed class FreeAgentCalls(IHttpClientFactory http, FreeAgentOptions options, OAuthApp app, AccessTokens tokens, Paces paces)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "freeagent";

    private const int Attempts = 4;
    private const int PageSize = 100;
    private static readonly TimeSpan ShortRest = TimeSpan.FromSeconds(60);

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The address of something, as other things name it.</summary>
    public string Url(string path) => options.Address(path).AbsoluteUri;

    /// <summary>Reads; a read that fails is tried once more.</summary>
    /// <returns>Null where there is nothing (HTTP 404).</returns>
    /// <exception cref="PlatformUnavailableException">FreeAgent can't be asked at the moment, or does not understand the question.</exception>
    public async Task<JsonPart?> ReadAsync(Guid connection, string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(connection, HttpMethod.Get, path, null, cancellationToken);
        if (answer is FreeAgentAnswer.Lost)
        {
            answer = await SendAsync(connection, HttpMethod.Get, path, null, cancellationToken);
        }

        return answer switch
        {
            FreeAgentAnswer.Ok ok => ok.Root,
            FreeAgentAnswer.Missing => null,
            FreeAgentAnswer.Refused refused => throw new PlatformUnavailableException($"FreeAgent did not answer {path.Split('?')[0]}: {string.Join(' ', refused.Messages)}"),
            FreeAgentAnswer.Lost lost => throw new PlatformUnavailableException(lost.Message),
            _ => throw new InvalidOperationException("An answer is one of those known."),
        };
    }

    /// <summary>Reads a list page by page, as far as it is wanted.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="path">The list, with what its query begins with.</param>
    /// <param name="collection">The name of the list in the answer.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async IAsyncEnumerable<JsonPart> ListAsync(Guid connection, string path, string collection, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var root = await ReadAsync(connection, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}&per_page={PageSize}", cancellationToken);
            var some = root?.List(collection) ?? [];
            foreach (var one in some)
            {
                yield return one;
            }

            if (some.Count < PageSize)
            {
                yield break;
            }
        }
    }

    /// <summary>Sends one request, again only where FreeAgent has certainly not done anything: too fast, or a token that has run out.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Behind the version, with its query.</param>
    /// <param name="body">Written as JSON; null: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">Nothing was sent, or nothing was done.</exception>
    public async Task<FreeAgentAnswer> SendAsync(Guid connection, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        string? refused = null;
        for (var attempt = 1; ; attempt++)
        {
            var authorization = await tokens.GetAsync(app, connection, refused, cancellationToken);
            using var turn = await paces.EnterAsync(authorization.Organisation, cancellationToken);
            using var request = Request(authorization.AccessToken, method, path, body);
            var exchange = await Exchange.OfAsync(http, Client, request, options.Deadline, cancellationToken);
            switch (exchange.Status)
            {
                case null:
                    return new FreeAgentAnswer.Lost($"FreeAgent gave no answer: {exchange.Lost}");
                case HttpStatusCode.TooManyRequests:
                    await paces.Of(authorization.Organisation).RestAsync(exchange.Rest ?? ShortRest, cancellationToken);
                    if (attempt == Attempts || exchange.Rest > Pace.Patience)
                    {
                        throw new PlatformUnavailableException("FreeAgent's limit of calls is reached; the next sync carries on.");
                    }

                    break;
                case HttpStatusCode.Unauthorized when refused is null:
                    refused = authorization.AccessToken;
                    break;
                case HttpStatusCode.Unauthorized:
                    throw await tokens.DeauthorizeAsync(connection, cancellationToken);
                default:
                    return AnswerOf(exchange.Status.Value, exchange.Text);
            }
        }
    }

    /// <summary>The company that a token opens; null where the token is not taken.</summary>
    /// <exception cref="PlatformUnavailableException">FreeAgent can't be asked at the moment.</exception>
    public async Task<JsonPart?> ReadCompanyAsync(string accessToken, CancellationToken cancellationToken)
    {
        using var request = Request(accessToken, HttpMethod.Get, "company", null);
        var exchange = await Exchange.OfAsync(http, Client, request, options.Deadline, cancellationToken);
        return exchange.Status switch
        {
            HttpStatusCode.OK => AnswerOf(HttpStatusCode.OK, exchange.Text) is FreeAgentAnswer.Ok { Root: var root } ? root.Part("company") : throw new PlatformUnavailableException("FreeAgent's answer can't be read."),
            HttpStatusCode.Unauthorized => null,
            _ => throw new PlatformUnavailableException($"FreeAgent did not name the company: {exchange.Lost ?? string.Join(' ', FreeAgentErrors.Of(exchange.Text, (int)exchange.Status!))}"),
        };
    }

    private HttpRequestMessage Request(string accessToken, HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, options.Address(path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Daybook");
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body, body.GetType(), Json), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>FreeAgent says 403 both where a day is locked and where the user may not.</summary>
    /// <exception cref="PlatformNotAuthorizedException">The user may not.</exception>
    private static FreeAgentAnswer AnswerOf(HttpStatusCode status, string text)
    {
        if (status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent)
        {
            try
            {
                return new FreeAgentAnswer.Ok(new JsonPart(JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "{}" : text)));
            }
            catch (JsonException broken)
            {
                return new FreeAgentAnswer.Lost($"FreeAgent's answer can't be read: {broken.Message}");
            }
        }

        var messages = FreeAgentErrors.Of(text, (int)status);
        return status switch
        {
            HttpStatusCode.NotFound => new FreeAgentAnswer.Missing(),
            >= HttpStatusCode.InternalServerError => new FreeAgentAnswer.Lost($"FreeAgent failed with HTTP status {(int)status}: {string.Join(' ', messages)}"),
            HttpStatusCode.Forbidden when !messages.Any(message => FreeAgentRefusals.IsForEverybody(message)) => throw new PlatformNotAuthorizedException(
                $"FreeAgent does not let the user who connected it do this: give that user full access in FreeAgent, or connect again as another user. FreeAgent says: {string.Join(' ', messages)}"),
            _ => new FreeAgentAnswer.Refused(messages),
        };
    }
}
