using System.Diagnostics.Metrics;
using System.Globalization;

namespace Daybook.Platforms.Http;

/// <summary>Counts every call to a platform by its address and what it was answered: a platform that finds us too fast is seen by its 429s. The meter is <c>Daybook.Platforms</c>.</summary>
internal sealed class CountedCalls : DelegatingHandler
{
    private static readonly Meter Meter = new("Daybook.Platforms");
    private static readonly Counter<int> Calls = Meter.CreateCounter<int>("daybook.platform.calls", "{call}", "Calls to platforms, by host and HTTP status; status none where there was no answer.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var status = "none";
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            return answer;
        }
        finally
        {
            Calls.Add(1, new("host", request.RequestUri?.Host), new("status", status));
        }
    }
}
