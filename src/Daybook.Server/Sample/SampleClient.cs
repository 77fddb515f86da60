using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Wire;

namespace Daybook.Server.Sample;

/// <summary>Speaks the public HTTP API, as a merchant's integration does.</summary>
internal sealed class SampleClient(HttpClient http)
{
    /// <summary>A client of a server that is reached under an address, also where it listens on every address.</summary>
    public static HttpClient Connect(Uri url, string apiKey)
    {
        var host = url.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "127.0.0.1" : url.Host;
        var client = new HttpClient { BaseAddress = new UriBuilder(url.Scheme, host, url.Port).Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(apiKey)));
        return client;
    }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonNode> PostAsync(string path, object body, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, body, cancellationToken);

    /// <exception cref="SampleException">The answer is not a success.</exception>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? text : throw Refused(HttpMethod.Get, path, answer, text);
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body, WireJson.Options), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw Refused(method, path, answer, text);
    }

    private static SampleException Refused(HttpMethod method, string path, HttpResponseMessage answer, string text) =>
        new($"{method} {path} answered {(int)answer.StatusCode}: {text}");
}
