using System.Net;

namespace Daybook.Platforms.Http;

/// <summary>One request and what came of it.</summary>
/// <param name="Status">The HTTP status; null where no answer came.</param>
/// <param name="Text">The body.</param>
/// <param name="Rest">How long the platform asks to be left alone; null where it does not.</param>
/// <param name="Lost">Why no answer came; null where one did.</param>
internal sealed record Exchange(HttpStatusCode? Status, string Text, TimeSpan? Rest, string? Lost)
{
    /// <summary>Sends a request once. Whether it was worked on is not known where no answer came within the deadline.</summary>
    public static async Task<Exchange> OfAsync(IHttpClientFactory http, string name, HttpRequestMessage request, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(deadline);
        try
        {
            using var client = http.CreateClient(name);
            client.Timeout = Timeout.InfiniteTimeSpan;
            using var response = await client.SendAsync(request, limit.Token);
            return new Exchange(response.StatusCode, await response.Content.ReadAsStringAsync(limit.Token), response.Headers.RetryAfter?.Delta, null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Exchange(null, "", null, fault is OperationCanceledException ? $"nothing within {deadline.TotalSeconds} seconds." : fault.Message);
        }
    }
}
