using System.Diagnostics;
using System.Net.Http.Headers;
using NodaTime;

namespace Daybook.Server.Webhooks;

/// <summary>Posts to addresses that strangers gave: to public ones only unless the operator allows others, without following redirects, and without reading what they answer.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient http;

    /// <param name="mayReachPrivate">Whether addresses of private networks may be reached.</param>
    public WebhookSender(bool mayReachPrivate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        };
        if (!mayReachPrivate)
        {
            handler.ConnectCallback = (context, cancellationToken) => PublicAddress.ConnectAsync(context.DnsEndPoint, cancellationToken);
        }

        http = new HttpClient(handler) { Timeout = Patience };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Daybook", "1.0"));
    }

    public void Dispose() => http.Dispose();

    /// <summary>Posts JSON once.</summary>
    /// <returns>The status, or what went wrong, and how long it took.</returns>
    public async Task<WebhookAnswer> PostAsync(Uri url, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            var error = response.IsSuccessStatusCode ? null : status is >= 300 and < 400 ? $"It answered {status}: redirects are not followed." : $"It answered {status}.";
            return new WebhookAnswer(status, error, Elapsed());
        }
        catch (HttpRequestException fault)
        {
            return new WebhookAnswer(null, fault.Message, Elapsed());
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, $"It did not answer within {Patience.TotalSeconds} seconds.", Elapsed());
        }

        Duration Elapsed() => Duration.FromTimeSpan(Stopwatch.GetElapsedTime(started));
    }
}

/// <summary>What came of posting once.</summary>
/// <param name="Status">The HTTP status; null where there was no answer.</param>
/// <param name="Error">What went wrong; null where all went well.</param>
/// <param name="Duration">How long it took.</param>
internal readonly record struct WebhookAnswer(int? Status, string? Error, Duration Duration);
