using Microsoft.AspNetCore.Http.Extensions;

namespace Daybook.Sandbox.Calls;

/// <summary>A call as it came.</summary>
internal sealed record KeptCall
{
    /// <summary>Its place among those that were kept; 0: it is not.</summary>
    public long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid Seed { get; init; }

    public string Method { get; init; } = "";

    /// <summary>Path and query.</summary>
    public string Target { get; init; } = "";

    public IReadOnlyDictionary<string, string?[]> Headers { get; init; } = new Dictionary<string, string?[]>();

    public byte[] Body { get; init; } = [];

    /// <summary>Comes before all calls: the books are opened.</summary>
    public static KeptCall Opening(DateTimeOffset at, Guid seed) => new() { At = at, Seed = seed };

    /// <summary>Reads a call whole; it can then be read once more.</summary>
    public static async Task<KeptCall> ReadAsync(HttpRequest request, DateTimeOffset at, Guid seed)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        body.Position = 0;
        request.Body = body;
        return new KeptCall
        {
            At = at,
            Seed = seed,
            Method = request.Method,
            Target = request.GetEncodedPathAndQuery(),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.Ordinal),
            Body = body.ToArray(),
        };
    }

    /// <summary>The call once more, with nobody who waits for the answer.</summary>
    public HttpContext ToContext(IServiceProvider services)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        var query = Target.IndexOf('?', StringComparison.Ordinal);
        (context.Request.Method, context.Request.Scheme) = (Method, "http");
        context.Request.Path = PathString.FromUriComponent(query < 0 ? Target : Target[..query]);
        context.Request.QueryString = query < 0 ? QueryString.Empty : new QueryString(Target[query..]);
        foreach (var (name, values) in Headers)
        {
            context.Request.Headers[name] = values;
        }

        context.Request.Body = new MemoryStream(Body);
        return context;
    }
}
