using System.Collections.Concurrent;
using System.Text;
using Daybook.Kill.Tests.Hosting;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daybook.Kill.Tests;

/// <summary>What a server tells those who watch over it, and what it keeps to itself.</summary>
public sealed class WatchedLaws : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-watched-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Neither_log_nor_telemetry_holds_a_secret_or_what_the_records_say_and_both_say_what_happened()
    {
        string[] secrets = [ServerProcess.Key, "hunter2-secret", "Zaphod", "zaphod@example.org", "Betelgeuse", "s3cr3t-query"];
        var told = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await CollectAsync(told);
        await using var server = new ServerProcess(
            folder, null, ("DAYBOOK_XERO_CLIENT_ID", "an-app"), ("DAYBOOK_XERO_CLIENT_SECRET", "hunter2-secret"), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"));
        await server.StartAsync();
        await Merchant.PostAsync(server.Http, "/webhooks", """{"url":"http://127.0.0.1:9/hook?key=s3cr3t-query"}""");
        var merchant = await Merchant.CreateAsync(server.Http, 1);
        await merchant.PushAsync(server.Http, default);
        await PostAsync(server.Http, $"/data/companies/{merchant.Id}/sync/commerce-customers", """{"customers":[{"id":"1","customerName":"Zaphod","emailAddress":"zaphod@example.org"}]}""");
        await PostAsync(server.Http, $"/data/companies/{merchant.Id}/sync/commerce-orders", """{"orders":[{"id":"Zaphod","orderNumber":"Betelgeuse","totalAmount":"zaphod@example.org"}]}""");
        await PostAsync(server.Http, $"/data/companies/{merchant.Id}/sync/commerce-orders", "{ Zaphod Betelgeuse");
        await PostAsync(server.Http, "/companies/Zaphod/Betelgeuse?email=zaphod@example.org", "{}");
        await merchant.SyncToTheEndAsync(server.Http, Patience);

        string[] named = ["daybook.records.in", "daybook.syncs.ended", "daybook.sync.duration", "daybook.documents", "daybook.webhooks"];
        using var stop = new CancellationTokenSource(Patience);
        while (!named.All(name => told.Any(one => one.Path == "/v1/metrics" && one.Body.Contains(name, StringComparison.Ordinal)))
            || !told.Any(one => one.Path == "/v1/traces" && one.Body.Contains("daybook.company", StringComparison.Ordinal))
            || !told.Any(one => one.Path == "/v1/logs" && one.Body.Contains("ended {Code}", StringComparison.Ordinal)))
        {
            await Task.Delay(100, stop.Token);
        }

        server.Log.ShouldContain("ended 2000");
        server.Log.ShouldContain("was answered with 400");
        server.Log.ShouldContain("could not be told of");
        foreach (var secret in secrets)
        {
            server.Log.ShouldNotContain(secret);
            told.Where(one => one.Body.Contains(secret, StringComparison.Ordinal)).Select(one => $"{one.Path} tells {secret}").ShouldBeEmpty();
        }
    }

    private static async Task PostAsync(HttpClient server, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await server.PostAsync(path, content);
    }

    /// <summary>A collector of OpenTelemetry that keeps the bytes: names and values stand in them as they are.</summary>
    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<(string Path, string Body)> told)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{what}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            told.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();
        return collector;
    }
}
