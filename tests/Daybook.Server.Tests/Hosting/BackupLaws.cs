using System.Diagnostics;
using System.Text.Json.Nodes;
using Daybook.Server.Hosting;
using Daybook.Server.Security;
using Daybook.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Hosting;

/// <summary>A copy taken from under a running server goes on from where it was taken.</summary>
public sealed class BackupLaws : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-backup-").FullName;
    private readonly List<WebApplication> servers = [];

    [Fact]
    public async Task A_server_started_on_a_copy_has_every_push_up_to_it_and_writes_nothing_twice()
    {
        var api = await StartAsync("data");
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-16"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""")).Ok();
        var pushed = 0;
        using var stop = new CancellationTokenSource();
        var pushing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await PushAsync(api, company, $"order-{pushed}");
                pushed++;
                await SyncAsync(api, company);
            }
        });
        var copies = new List<(string Name, int AtLeast)>();
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(300);
            copies.Add(($"copy-{i}", pushed));
            DataFolder.Copy(Path.Combine(folder, "data"), Path.Combine(folder, $"copy-{i}"));
        }

        await stop.CancelAsync();
        await pushing;
        foreach (var (name, atLeast) in copies)
        {
            var again = await StartAsync(name);
            (await again.GetAsync($"/companies/{company}")).Ok();
            var there = (await again.PostAsync($"/companies/{company}/sync/commerce/preview", "{}")).Ok();
            there["proof"]!.AsArray().ShouldAllBe(line => line!["effects"]!.GetValue<decimal>() == line["documents"]!.GetValue<decimal>());
            for (var i = 0; i < pushed; i++)
            {
                await PushAsync(again, company, $"order-{i}");
            }

            (await SyncAsync(again, company))["syncStatusCode"]!.GetValue<int>().ShouldBeOneOf(2000, 2040);
            (await SyncAsync(again, company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2040);
            (await SalesAsync(again, company)).ShouldBe(-5.00m * pushed);
            atLeast.ShouldBeLessThanOrEqualTo(pushed);
        }
    }

    [Fact]
    public void A_copy_needs_something_to_copy_and_an_empty_place()
    {
        Should.Throw<IOException>(() => DataFolder.Copy(Path.Combine(folder, "nothing"), Path.Combine(folder, "to"))).Message.ShouldContain("There is no daybook.db");
        Directory.CreateDirectory(Path.Combine(folder, "some"));
        File.WriteAllText(Path.Combine(folder, "some", "daybook.db"), "");
        Should.Throw<IOException>(() => DataFolder.Copy(Path.Combine(folder, "some"), Path.Combine(folder, "some"))).Message.ShouldContain("is not empty");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<Api> StartAsync(string data)
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = Path.Combine(folder, data), ApiKey = ServerFixture.ApiKey, RunsSchedule = false };
        var app = DaybookApp.Build(settings, new TestClock { Now = new TestClock().Now + Duration.FromMinutes(servers.Count) }, Guid.NewGuid, ApiKeys.Generate, LogLevel.Warning);
        servers.Add(app);
        await app.StartAsync();
        return new Api(new Uri(app.Urls.First()), ServerFixture.ApiKey);
    }

    private static async Task PushAsync(Api api, string company, string order) => (await api.PushAsync(company, "commerce-orders", $$"""
        {"orders":[{"id":"{{order}}","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","sourceModifiedDate":"2026-11-18T10:00:00Z","totalAmount":5.00,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
        """)).Ok();

    private static async Task<JsonNode> SyncAsync(Api api, string company)
    {
        (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok();
        var waited = Stopwatch.StartNew();
        while (true)
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "The sync did not end.");
            var status = (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/latest/status")).Ok();
            if (status["syncStatusCode"]!.GetValue<int>() is not (1000 or 1010))
            {
                return status;
            }

            await Task.Delay(5);
        }
    }

    /// <summary>What the books say of sales, by the journal that they tell.</summary>
    private static async Task<decimal> SalesAsync(Api api, string company)
    {
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        var books = connections.Single(connection => connection!["integrationKey"]!.GetValue<string>() == "hldg")!["id"]!.GetValue<string>();
        var journal = (await api.GetAsync($"/companies/{company}/connections/{books}/ledger")).Text;
        return journal.Split('\n').Where(line => line.TrimStart().StartsWith("income:sales ", StringComparison.Ordinal))
            .Sum(line => decimal.Parse(line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
