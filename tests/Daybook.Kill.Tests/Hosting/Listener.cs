using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daybook.Kill.Tests.Hosting;

/// <summary>Whom webhooks are sent to: takes everything, and remembers it.</summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> taken = [];

    private Listener(WebApplication app) => this.app = app;

    public Uri Url => new(new Uri(app.Urls.First()), "/hook");

    /// <summary>The ids of events in the order in which they came, repetitions and all.</summary>
    public IReadOnlyList<string> Taken => [.. taken];

    public static async Task<Listener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.Urls.Add("http://127.0.0.1:0");
        var listener = new Listener(built);
        built.MapPost("/hook", listener.TakeAsync);
        await built.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        taken.Enqueue((string)JsonNode.Parse(await body.ReadToEndAsync())!["id"]!);
    }
}
