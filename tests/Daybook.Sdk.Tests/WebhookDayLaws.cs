using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Sdk.Tests.Hosting;
using Daybook.Server.Hosting;
using Daybook.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daybook.Sdk.Tests;

/// <summary>A consumer that fails for a day gets everything afterwards, once, in order, and every delivery of that day is verified by both public libraries.</summary>
public sealed class WebhookDayLaws : IAsyncLifetime
{
    private const string ApiKey = "key-of-the-libraries";
    private const int Events = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-webhooks-").FullName;
    private readonly ConcurrentQueue<Delivery> deliveries = [];
    private readonly SetClock clock = new();
    private readonly HttpClient http = new();
    private WebApplication server = null!;
    private WebApplication consumer = null!;
    private volatile int answer = StatusCodes.Status500InternalServerError;

    public async ValueTask InitializeAsync()
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = folder, ApiKey = ApiKey, RunsSchedule = false, WebhooksMayReachPrivate = true };
        server = DaybookApp.Build(settings, clock, Guid.NewGuid, ApiKeys.Generate, LogLevel.Critical);
        await server.StartAsync();
        http.BaseAddress = new Uri(server.Urls.First());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(ApiKey)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        consumer = builder.Build();
        consumer.Urls.Add("http://127.0.0.1:0");
        consumer.MapPost("/hook", TakeAsync);
        await consumer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        await consumer.DisposeAsync();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_consumer_that_fails_for_a_day_gets_everything_once_and_in_order_afterwards_all_of_it_verified_by_both_libraries()
    {
        var hook = (await SendAsync(HttpMethod.Post, "/webhooks", new { url = $"{consumer.Urls.First()}/hook", eventTypes = new[] { "company.created" } }))["id"]!.GetValue<string>();
        var secret = (await SendAsync(HttpMethod.Get, $"/webhooks/{hook}/secret"))["secret"]!.GetValue<string>();
        for (var i = 0; i < Events; i++)
        {
            await SendAsync(HttpMethod.Post, "/companies", new { name = $"Shop {i} & Söhne" });
            await UntilAsync(async () => (await StatusAsync(hook))["waiting"]!.GetValue<int>() == i + 1);
            clock.Now += TimeSpan.FromHours(24.0 / Events);
        }

        await UntilAsync(() => Task.FromResult(deliveries.Count >= 5));
        deliveries.ShouldAllBe(one => one.Status == 500);
        deliveries.Select(one => one.Name).Distinct().ShouldBe(["Shop 0 & Söhne"]);
        var status = await StatusAsync(hook);
        status["isSwitchedOff"]!.GetValue<bool>().ShouldBeFalse();
        status["failingSince"].ShouldNotBeNull();

        answer = StatusCodes.Status204NoContent;
        clock.Now += TimeSpan.FromHours(10);
        await UntilAsync(async () => (await StatusAsync(hook))["waiting"]!.GetValue<int>() == 0);

        var told = deliveries.Where(one => one.Status == 204).ToList();
        told.Select(one => one.Name).ShouldBe(Enumerable.Range(0, Events).Select(i => $"Shop {i} & Söhne"));
        told.Select(one => one.Headers["webhook-id"]).Distinct().Count().ShouldBe(Events);
        deliveries.First().Headers["webhook-id"].ShouldBe(told[0].Headers["webhook-id"]);

        // The clock stands still between its steps: each delivery says truly when it was sent.
        deliveries.Select(one => one.At).ShouldBeSubsetOf(clock.Moments.Select(moment => moment.ToUnixTimeSeconds()));
        deliveries.Select(one => one.At).ShouldBeInOrder();
        await JudgeAsync(secret);
    }

    /// <summary>Lets both libraries look at all that was sent, also what the consumer did not take.</summary>
    private async Task JudgeAsync(string secret)
    {
        var file = Path.Combine(folder, "deliveries.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(deliveries, JsonSerializerOptions.Web));
        var report = JsonNode.Parse(await Node.RunAsync("webhooks/judge.mjs", [file, secret], Patience))!;
        foreach (var library in new[] { "standardwebhooks", "svix" })
        {
            report[library]!["verified"]!.GetValue<int>().ShouldBe(deliveries.Count, library);
            report[library]!["tampered"]!.GetValue<int>().ShouldBe(0, library);
            report[library]!["late"]!.GetValue<int>().ShouldBe(0, library);
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var (body, status) = (await reader.ReadToEndAsync(), answer);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString(), StringComparer.Ordinal);
        deliveries.Enqueue(new Delivery(long.Parse(headers["webhook-timestamp"], CultureInfo.InvariantCulture), headers, body, status, JsonNode.Parse(body)!["payload"]!["name"]!.GetValue<string>()));
        context.Response.StatusCode = status;
    }

    private Task<JsonNode> StatusAsync(string hook) => SendAsync(HttpMethod.Get, $"/webhooks/{hook}/status");

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {response.StatusCode}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            waited.Elapsed.ShouldBeLessThan(Patience, "What should have been told was not.");
            await Task.Delay(50);
        }
    }

    /// <summary>A request that came.</summary>
    /// <param name="At">When it says that it was sent, in seconds since 1970.</param>
    /// <param name="Headers">By name in lower case.</param>
    /// <param name="Body">Letter by letter.</param>
    /// <param name="Status">What was answered.</param>
    /// <param name="Name">The company that it tells of.</param>
    private sealed record Delivery(long At, IReadOnlyDictionary<string, string> Headers, string Body, int Status, string Name);

    /// <summary>Stands still until it is set.</summary>
    private sealed class SetClock : TimeProvider
    {
        private readonly ConcurrentQueue<DateTimeOffset> moments = new([new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero)]);

        /// <summary>All that it ever was.</summary>
        public IReadOnlyCollection<DateTimeOffset> Moments => moments;

        public DateTimeOffset Now
        {
            get => moments.Last();
            set => moments.Enqueue(value);
        }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
