using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.Tryton;

/// <summary>Calls Tryton servers (JSON-RPC over HTTP). Every call is one transaction there: what is refused has left nothing behind.</summary>
internal sealed class TrytonCalls(IHttpClientFactory http, TrytonOptions options, Paces paces)
{
    /// <summary>The name of its client.</summary>
    public const string Client = "tryton";

    private const long MostBytes = 256 << 20;
    private static readonly string[] Passing = ["database is locked", "could not serialize", "deadlock detected", "only one journal per period", "could not obtain lock"];

    /// <param name="login">Which server and database.</param>
    /// <param name="session">The session; null: none is needed.</param>
    /// <param name="method">Such as <c>model.account.move.create</c>.</param>
    /// <param name="parameters">With the context as the last of them, where there is to be one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result; null where the session is none, or no longer one.</returns>
    /// <exception cref="TrytonRefusedException">Tryton said no.</exception>
    /// <exception cref="PlatformUnavailableException">There was no answer; what was sent may have been done.</exception>
    public async Task<JsonElement?> SendAsync(TrytonLogin login, string? session, string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{login.Server.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(login.Database)}/"));
        if (session is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Session", session);
        }

        // Tryton reads no chunked bodies.
        var body = new JsonObject { ["id"] = 1, ["method"] = method, ["params"] = parameters };
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var turn = await paces.EnterAsync(login.Server.Authority, cancellationToken);
        var (status, text) = await SendAsync(request, cancellationToken);
        return status switch
        {
            HttpStatusCode.OK => ResultOf(text),
            HttpStatusCode.Unauthorized => null,
            HttpStatusCode.TooManyRequests => throw new PlatformUnavailableException("Tryton takes no more attempts to sign in for a while: somebody tried wrong passwords."),
            HttpStatusCode.Forbidden => throw new TrytonRefusedException(TrytonNo.Failed, $"This Tryton lets no program call {method}."),
            _ => throw new PlatformUnavailableException($"Tryton failed with HTTP status {(int)status}: {Short(text)}"),
        };
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Deadline);
        try
        {
            using var client = http.CreateClient(Client);
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.MaxResponseContentBufferSize = MostBytes;
            using var response = await client.SendAsync(request, deadline.Token);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(deadline.Token));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PlatformUnavailableException(fault is OperationCanceledException ? $"Tryton gave no answer within {options.Deadline.TotalSeconds} seconds." : $"Tryton gave no answer: {fault.Message}", fault);
        }
    }

    private static JsonElement ResultOf(string text)
    {
        JsonElement answer;
        try
        {
            answer = JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException broken)
        {
            throw new PlatformUnavailableException($"The answer can't be read, it may not be Tryton's: {broken.Message}", broken);
        }

        if (answer.ValueKind != JsonValueKind.Object || (!answer.TryGetProperty("result", out var result) & !answer.TryGetProperty("error", out var error)))
        {
            throw new PlatformUnavailableException("The answer is not one of Tryton's.");
        }

        return error.ValueKind == JsonValueKind.Array ? throw RefusalOf(error) : result;
    }

    /// <summary>A known kind of exception with its texts, or a text with where in Tryton it happened.</summary>
    private static TrytonRefusedException RefusalOf(JsonElement error)
    {
        var parts = error.EnumerateArray().ToList();
        var name = parts.Count > 0 && parts[0].ValueKind == JsonValueKind.String ? parts[0].GetString()! : error.GetRawText();
        var texts = parts.Count > 1 && parts[1].ValueKind == JsonValueKind.Array
            ? parts[1].EnumerateArray().Where(part => part is { ValueKind: JsonValueKind.String }).Select(part => part.GetString()!).Where(part => part.Length > 0).ToList()
            : [];
        var (kind, message) = name switch
        {
            "UserError" => (TrytonNo.Refused, string.Join(' ', texts)),
            "UserWarning" => (TrytonNo.Warned, string.Join(' ', texts.Skip(1))),
            "ConcurrencyException" => (TrytonNo.Busy, string.Join(' ', texts)),
            "LoginException" => (TrytonNo.Refused, "LoginException"),
            _ => (TrytonNo.Failed, $"{name} {LastLine(parts)}".Trim()),
        };
        return new TrytonRefusedException(Passing.Any(passing => message.Contains(passing, StringComparison.OrdinalIgnoreCase)) ? TrytonNo.Busy : kind, Short(message));
    }

    /// <summary>Where a fault has no text, the end of what led to it tells what it was.</summary>
    private static string LastLine(List<JsonElement> parts) =>
        parts.Count > 1 && parts[1].ValueKind == JsonValueKind.String ? parts[1].GetString()!.TrimEnd().Split('\n')[^1] : "";

    private static string Short(string text) => text.Length > 600 ? text[..600] + "…" : text;
}
