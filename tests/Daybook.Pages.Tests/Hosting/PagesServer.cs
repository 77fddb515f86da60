using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Daybook.Server.Hosting;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace Daybook.Pages.Tests.Hosting;

/// <summary>A server as a commerce platform uses it: merchants are sent to its pages by one-time links.</summary>
public sealed class PagesServer : IAsyncLifetime
{
    private const string ApiKey = "test-key";
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-pages-").FullName;
    private readonly HttpClient http = new();
    private StandIns? standIns;
    private WebApplication? app;

    public SettableClock Clock { get; } = new();

    /// <summary>A part of the server.</summary>
    public T Part<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    public Uri Address => new(app!.Urls.First());

    /// <summary>Where the platforms' stand-ins listen.</summary>
    public Uri StandInAddress => standIns!.Address;

    /// <summary>A client with the key.</summary>
    public HttpClient Client => http;

    public async ValueTask InitializeAsync()
    {
        var settings = new DaybookSettings { Url = new Uri($"http://127.0.0.1:{FreePort()}"), DataFolder = folder, ApiKey = ApiKey, RunsSchedule = false };
        standIns = await StandIns.StartUnhurriedAsync(Clock);
        settings = settings with { OffersTryton = true, Xero = standIns.XeroApp, QuickBooks = standIns.QuickBooksApp, FreeAgent = standIns.FreeAgentApp };
        app = DaybookApp.Build(settings, Clock, Guid.NewGuid, () => Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), Microsoft.Extensions.Logging.LogLevel.Warning);
        await app.StartAsync();
        http.BaseAddress = Address;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(ApiKey)));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (standIns is not null)
        {
            await standIns.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A company with a day of sales; with <paramref name="sales"/> null nothing was pushed.</summary>
    public async Task<string> NewShopAsync(DaySales? sales, string name = "Harbour Coffee")
    {
        var company = (await SendAsync(HttpMethod.Post, "/meta/companies/sync", new JsonObject { ["name"] = name }.ToJsonString()))["id"]!.GetValue<string>();
        foreach (var (type, body) in sales?.Pushes ?? new Dictionary<string, string>())
        {
            await SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-{type}", body);
        }

        return company;
    }

    /// <summary>A one-time link to a merchant's pages.</summary>
    public async Task<string> LinkAsync(string merchant, string? redirect = null, string books = "hldg")
    {
        var back = redirect is null ? "" : "&redirectUrl=" + Uri.EscapeDataString(redirect);
        return (await SendAsync(HttpMethod.Get, $"/config/sync/commerce/lqai/{books}/start?merchantIdentifier={merchant}{back}", null))["url"]!.GetValue<string>();
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, string? json)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Stands still until it is set.</summary>
public sealed class SettableClock : TimeProvider
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 20, 8, 0);

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
