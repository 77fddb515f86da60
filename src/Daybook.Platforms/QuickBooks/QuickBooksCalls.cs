using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Syncing;
using Authorization = Daybook.Syncing.Authorization;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Calls QuickBooks: with the right token and company, at the right pace. Answers are told apart, nothing of them is interpreted here.</summary>
internal sealed class QuickBooksCalls(IHttpClientFactory http, QuickBooksOptions options, OAuthApp app, AccessTokens tokens, Paces paces, Paces batches)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "quickbooks";

    /// <summary>The path of a call that brings several things at once.</summary>
    public const string Batch = "batch";

    private const int Attempts = 3;

    /// <summary>Locked out or under maintenance, or failed inside: not the request's fault.</summary>
    private static readonly string[] NotOurs = ["140", "150", "10000"];

    /// <summary>The code of an item of a batch that came too fast.</summary>
    private const string TooFast = "3001";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads; a read that fails is tried once more.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="path">Behind the company, with its query.</param>
    /// <param name="body">What is asked, where that does not stand in the path; null: nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">QuickBooks can't be asked at the moment, or does not understand the question.</exception>
    public async Task<JsonPart> ReadAsync(Guid connection, string path, object? body, CancellationToken cancellationToken) => await TryReadAsync(connection, path, body, cancellationToken) switch
    {
        QuickBooksAnswer.Ok ok => ok.Root,
        QuickBooksAnswer.Refused refused => throw new PlatformUnavailableException($"QuickBooks did not answer {path.Split('?')[0]}: {QuickBooksRefusals.TextOf(refused.Errors)}"),
        _ => throw new InvalidOperationException("An answer is one of those known."),
    };

    /// <inheritdoc cref="ReadAsync"/>
    /// <returns>An answer, or a refusal.</returns>
    public async Task<QuickBooksAnswer> TryReadAsync(Guid connection, string path, object? body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(connection, path, body, null, cancellationToken);
        if (answer is QuickBooksAnswer.Failed or QuickBooksAnswer.Lost)
        {
            answer = await SendAsync(connection, path, body, null, cancellationToken);
        }

        return answer switch
        {
            QuickBooksAnswer.Failed failed => throw new PlatformUnavailableException(failed.Message),
            QuickBooksAnswer.Lost lost => throw new PlatformUnavailableException(lost.Message),
            _ => answer,
        };
    }

    /// <summary>The company that a connection is tied to.</summary>
    public async Task<string> RealmOfAsync(Guid connection, CancellationToken cancellationToken) => (await tokens.GetAsync(app, connection, null, cancellationToken)).Organisation;

    /// <summary>Sends one request, again only where QuickBooks has certainly not done anything: too fast, or a token that has run out.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="path">Behind the company, with its query.</param>
    /// <param name="body">Written as JSON; null: it is a read.</param>
    /// <param name="requestId">The name under which it is done once; null: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">Nothing was sent, or nothing was done.</exception>
    public async Task<QuickBooksAnswer> SendAsync(Guid connection, string path, object? body, string? requestId, CancellationToken cancellationToken)
    {
        string? refused = null;
        for (var attempt = 1; ; attempt++)
        {
            var authorization = await tokens.GetAsync(app, connection, refused, cancellationToken);
            using var batch = path == Batch ? await batches.EnterAsync(authorization.Organisation, cancellationToken) : null;
            using var turn = await paces.EnterAsync(authorization.Organisation, cancellationToken);
            using var request = Request(authorization, path, body, requestId);
            var exchange = await Exchange.OfAsync(http, Client, request, options.Deadline, cancellationToken);
            if (exchange.Status is not { } status)
            {
                return new QuickBooksAnswer.Lost($"QuickBooks gave no answer: {exchange.Lost}");
            }

            // Until 2016 throttling was a 403; its body is XML whatever was asked for.
            if (status == HttpStatusCode.TooManyRequests || exchange.Text.Contains("ThrottleExceeded", StringComparison.OrdinalIgnoreCase))
            {
                var rest = exchange.Rest ?? options.Rest;
                await paces.Of(authorization.Organisation).RestAsync(rest, cancellationToken);
                if (attempt == Attempts || rest > Pace.Patience)
                {
                    throw new PlatformUnavailableException("QuickBooks' limit of calls for this company is reached; the next sync carries on.");
                }

                continue;
            }

            var answer = AnswerOf(status, exchange.Text);
            if (status == HttpStatusCode.Unauthorized && refused is null)
            {
                refused = authorization.AccessToken;
                continue;
            }

            return status == HttpStatusCode.Unauthorized || IsShutOut(status, answer) ? throw await tokens.DeauthorizeAsync(connection, cancellationToken) : answer;
        }
    }

    /// <summary>Takes the consent for the company back; one that is gone already is as good.</summary>
    public async Task RevokeAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Revocation) { Content = JsonContent(new { token }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app.ClientId}:{app.ClientSecret}")));
        request.Headers.Accept.ParseAdd("application/json");
        var exchange = await Exchange.OfAsync(http, Client, request, options.Deadline, cancellationToken);
        if (exchange.Status is not (HttpStatusCode.OK or HttpStatusCode.BadRequest))
        {
            throw new PlatformUnavailableException($"Intuit did not take the consent back: {exchange.Lost ?? $"HTTP status {(int)exchange.Status!}"}");
        }
    }

    /// <summary>The name of a company that a new token opens; null where the token does not open it.</summary>
    public async Task<string?> ReadCompanyNameAsync(string accessToken, string realm, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(realm, $"companyinfo/{realm}", null));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.ParseAdd("application/json");
        var exchange = await Exchange.OfAsync(http, Client, request, options.Deadline, cancellationToken);
        return exchange.Status switch
        {
            HttpStatusCode.OK => AnswerOf(HttpStatusCode.OK, exchange.Text) is QuickBooksAnswer.Ok ok ? ok.Root.Part("CompanyInfo")?.Text("CompanyName") ?? realm : null,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => null,
            _ => throw new PlatformUnavailableException($"QuickBooks did not tell of the company: {exchange.Lost ?? $"HTTP status {(int)exchange.Status!}"}"),
        };
    }

    private HttpRequestMessage Request(Authorization authorization, string path, object? body, string? requestId)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, Address(authorization.Organisation, path, requestId));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", authorization.AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Daybook");
        request.Content = body is null ? null : JsonContent(body);
        return request;
    }

    private Uri Address(string realm, string path, string? requestId)
    {
        var query = $"{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}minorversion=75{(requestId is null ? "" : $"&requestid={Uri.EscapeDataString(requestId)}")}";
        return new Uri($"{options.Api.AbsoluteUri.TrimEnd('/')}/v3/company/{realm}/{path}{query}");
    }

    private static StringContent JsonContent(object body) => new(JsonSerializer.Serialize(body, body.GetType(), Json), Encoding.UTF8, "application/json");

    /// <summary>Forbidden for good, and not for one thing that this plan or user may not.</summary>
    private static bool IsShutOut(HttpStatusCode status, QuickBooksAnswer answer) =>
        answer is QuickBooksAnswer.Refused { Errors: var errors } && (errors.Any(error => error.Code is "120" or "3100") || (status == HttpStatusCode.Forbidden && errors.All(error => error.Code.Length == 0)));

    private static QuickBooksAnswer AnswerOf(HttpStatusCode status, string text)
    {
        JsonPart root;
        try
        {
            root = new JsonPart(JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "{}" : text));
        }
        catch (JsonException broken)
        {
            return status is >= HttpStatusCode.InternalServerError ? Failed(status, text)
                : status == HttpStatusCode.OK ? new QuickBooksAnswer.Lost($"QuickBooks' answer can't be read: {broken.Message}")
                : new QuickBooksAnswer.Refused([new QuickBooksError("", $"HTTP status {(int)status}", Short(text))]);
        }

        var errors = QuickBooksError.In(root);
        return errors.Any(error => NotOurs.Contains(error.Code)) ? Failed(status, QuickBooksRefusals.TextOf(errors))
            : status is >= HttpStatusCode.InternalServerError ? Failed(status, text)
            : errors.Count > 0 ? new QuickBooksAnswer.Refused(errors) { At = MomentOf(root) }
            : status == HttpStatusCode.OK ? new QuickBooksAnswer.Ok(root) { At = MomentOf(root) }
            : new QuickBooksAnswer.Refused([new QuickBooksError("", $"HTTP status {(int)status}", Short(text))]);
    }

    /// <summary>The answer to one item of a batch.</summary>
    public static QuickBooksAnswer AnswerIn(JsonPart item) => QuickBooksError.In(item) switch
    {
        [] => new QuickBooksAnswer.Ok(item),
        var errors when errors.Any(error => NotOurs.Contains(error.Code) || error.Code == TooFast) => new QuickBooksAnswer.Failed(QuickBooksRefusals.TextOf(errors)),
        var errors => new QuickBooksAnswer.Refused(errors),
    };

    private static DateTimeOffset? MomentOf(JsonPart root) =>
        DateTimeOffset.TryParse(root.Text("time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static QuickBooksAnswer.Failed Failed(HttpStatusCode status, string text) => new($"QuickBooks failed with HTTP status {(int)status}: {Short(text)}");

    private static string Short(string text) => text.Length > 300 ? text[..300] + "…" : text;
}
