using System.Net.Http.Headers;
using System.Text;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Testing;
using Daybook.Testing.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Xero;

/// <summary>Two servers over one PostgreSQL, and Xero's stand-in with its limit of 60 calls a minute; time passes eight times as fast.</summary>
public sealed class SharedPaceLaws : IAsyncLifetime
{
    private const string Key = "test-key";
    private const int ReadsEach = 17;
    private const int CallsAMinute = 60;

    private readonly FastClock clock = new(8);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-pace-").FullName;
    private readonly List<WebApplication> servers = [];
    private WebApplication? standIn;
    private string? database;

    private XeroSandbox Xero => standIn!.Services.GetRequiredService<XeroSandbox>();

    public async ValueTask InitializeAsync()
    {
        database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        standIn = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await standIn.StartAsync();
        var xero = new XeroOptions
        {
            ClientId = XeroSandbox.ClientId, ClientSecret = XeroSandbox.ClientSecret, Authority = new Uri($"{standIn.Urls.First()}/xero/identity"), Api = new Uri($"{standIn.Urls.First()}/xero"),
        };
        for (var i = 0; i < 2; i++)
        {
            var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = folder, Database = database, ApiKey = Key, RunsSchedule = false, Xero = xero };
            servers.Add(DaybookApp.Build(settings, clock, Guid.NewGuid, () => "not used"));
            await servers[i].StartAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in servers.Append(standIn!))
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database!);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Together_they_stay_within_the_limit_of_an_organisation_and_use_it()
    {
        var link = await ConnectAsync();
        var before = (clock.GetUtcNow(), Xero.Calls.Count);
        await Task.WhenAll(servers.Select(server => ReadAsync(server, link)));
        Xero.Calls.ShouldAllBe(call => call.Status == 200);
        var (calls, minutes) = (Xero.Calls.Count - before.Count, (clock.GetUtcNow() - before.Item1).TotalMinutes);
        calls.ShouldBeGreaterThan(2 * CallsAMinute);
        minutes.ShouldBeLessThan((calls / (double)CallsAMinute) + 2);
    }

    [Fact]
    public async Task Together_they_have_no_more_calls_on_their_way_than_an_organisation_takes()
    {
        var link = await ConnectAsync();
        var slowness = standIn!.Services.GetRequiredService<Slowness>();
        (slowness.Least, slowness.Most) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await Task.WhenAll(servers.SelectMany(server => Enumerable.Range(0, 5).Select(_ => ReadAsync(server, link, 1))));
        Xero.Calls.ShouldAllBe(call => call.Status == 200);
    }

    [Fact]
    public async Task A_rest_that_one_was_asked_for_is_kept_by_the_other()
    {
        var link = await ConnectAsync();
        Xero.Limits = new XeroLimits(PerMinute: 1);
        var first = ReadAsync(servers[0], link, 1);
        await UntilLeftAloneAsync();
        var rested = DateTimeOffset.FromUnixTimeSeconds(((clock.GetUtcNow().ToUnixTimeSeconds() / 60) + 1) * 60);
        Xero.Limits = new XeroLimits();
        await ReadAsync(servers[1], link, 1);
        clock.GetUtcNow().ShouldBeGreaterThan(rested);
        await first;
    }

    private async Task UntilLeftAloneAsync()
    {
        var pace = servers[1].Services.GetRequiredService<PaceStore>();
        while ((await pace.TakeAsync($"gbol/{Xero.Organisations[0].Id}", [new CallLimit(int.MaxValue, Duration.FromMinutes(1))], 1, Duration.FromSeconds(1), null, default)).Calls > 0)
        {
            await Task.Delay(10);
        }
    }

    private static async Task ReadAsync(WebApplication server, PlatformLink link, int reads = ReadsEach)
    {
        var books = server.Services.GetRequiredService<XeroBooks>();
        for (var i = 0; i < reads; i++)
        {
            await books.ReadChartAsync(link, default);
        }
    }

    private async Task<PlatformLink> ConnectAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(servers[0].Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
        var shop = await ConnectedShop.CreateAsync(http, OrganisationBooks.Of(Xero.Organisations[0]), 1);
        var company = await servers[0].Services.GetRequiredService<CompanyStore>().FindAsync(Guid.Parse(shop.Id), default);
        return (await servers[0].Services.GetRequiredService<SyncTargets>().OfAsync(company!, default)).Link;
    }
}
