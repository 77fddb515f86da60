using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Daybook.Server.Tests.Webhooks;

/// <summary>Where webhooks are sent to in tests: notes what comes, and answers as it is told to.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = [];

    private Receiver(WebApplication app) => this.app = app;

    public Uri Url => new(new Uri(app.Urls.First()), "/hook");

    /// <summary>What is answered; a number of 0 keeps the caller waiting until it gives up.</summary>
    public Func<Received, int> Answers { get; set; } = _ => 200;

    public IReadOnlyList<Received> All => [.. received];

    /// <summary>What was answered with a success, in the order of arrival.</summary>
    public IReadOnlyList<Received> Taken => [.. received.Where(one => one.Status is >= 200 and < 300)];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.Urls.Add("http://127.0.0.1:0");
        var receiver = new Receiver(built);
        built.MapPost("/hook", receiver.ReceiveAsync);
        await built.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var one = new Received(await body.ReadToEndAsync(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        one = one with { Status = Answers(one) };
        received.Enqueue(one);
        if (one.Status == 0)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        context.Response.StatusCode = one.Status;
        context.Response.Headers.Location = one.Status is >= 300 and < 400 ? "/elsewhere" : default;
    }
}

/// <summary>One request that arrived.</summary>
public sealed record Received(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public int Status { get; init; }

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Type => Json["eventType"]!.GetValue<string>();
}
