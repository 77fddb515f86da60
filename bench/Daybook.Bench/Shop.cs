using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Daybook.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.Bench;

/// <summary>A server with one company, spoken to over HTTP.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private const string Key = "bench";
    private readonly WebApplication app;
    private readonly HttpClient client;

    private Shop(WebApplication app, HttpClient client, string company)
    {
        this.app = app;
        this.client = client;
        Company = company;
    }

    public string Company { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>A server with a new, configured company.</summary>
    public static async Task<Shop> OpenAsync(Engine engine)
    {
        var (server, http) = await StartAsync(engine);
        var company = await PostAsync(http, "/meta/companies/sync", """{"name":"Bench"}""");
        var id = (string)company["id"]!;
        await PostAsync(http, $"/companies/{id}/connections", """{"platformKey":"hldg"}""");
        await PostAsync(
            http,
            $"/config/companies/{id}/sync/commerce",
            """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2010-01-01T00:00:00Z","timeZone":"Europe/London","syncHour":0},"configuration":{"payments":{"syncPayments":true},"fees":{"syncFees":true}}}""");
        return new Shop(server, http, id);
    }

    /// <summary>A server on what another left.</summary>
    public static async Task<Shop> ReopenAsync(Engine engine, string company)
    {
        var (server, http) = await StartAsync(engine);
        return new Shop(server, http, company);
    }

    private static async Task<(WebApplication Server, HttpClient Http)> StartAsync(Engine engine)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var settings = new DaybookSettings { Url = url, DataFolder = engine.Folder, Database = engine.Postgres, ApiKey = Key, RunsSchedule = false };
        var server = DaybookApp.Build(settings, TimeProvider.System, Guid.NewGuid, () => Key, LogLevel.Warning);
        await server.StartAsync();
        var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
        return (server, http);
    }

    public async Task PushAsync(string dataType, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync($"/data/companies/{Company}/sync/commerce-{dataType}", content);
        await answer.Content.CopyToAsync(Stream.Null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The id of the commerce connection.</summary>
    public async Task<string> CommerceAsync() =>
        (string)JsonNode.Parse(await client.GetStringAsync($"/companies/{Company}/connections?query=sourceType=Commerce"))!["results"]![0]!["id"]!;

    /// <summary>The id of the accounting connection.</summary>
    public async Task<string> BooksAsync() =>
        (string)JsonNode.Parse(await client.GetStringAsync($"/companies/{Company}/connections?query=sourceType=Accounting"))!["results"]![0]!["id"]!;

    /// <summary>A one-time link to the merchant's pages.</summary>
    public async Task<string> LinkAsync() =>
        (string)JsonNode.Parse(await client.GetStringAsync($"/config/sync/commerce/lqai/hldg/start?merchantIdentifier={Company}"))!["url"]!;

    public Task PostAsync(string path, string body) => PostAsync(client, path, body);

    /// <summary>Reads an answer to its end.</summary>
    public async Task GetAsync(string path) => await client.GetByteArrayAsync(path);

    /// <summary>Syncs up to a moment and waits for the end.</summary>
    public async Task SyncAsync(string to)
    {
        await PostAsync(client, $"/companies/{Company}/sync/commerce/latest", $$"""{"syncTo":"{{to}}"}""");
        while (true)
        {
            var status = JsonNode.Parse(await client.GetStringAsync($"/companies/{Company}/sync/commerce/syncs/latest/status"))!;
            switch ((int)status["syncStatusCode"]!)
            {
                case 2000 or 2040:
                    return;
                case > 2040:
                    throw new InvalidOperationException(status.ToJsonString());
                default:
                    await Task.Delay(2);
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, string body)
    {
        using var answer = await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {text}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
