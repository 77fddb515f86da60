using System.Diagnostics;
using System.Globalization;
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

/// <summary>Yesterday's database under today's books.</summary>
public sealed class RestoreLaws : IAsyncLifetime
{
    private const string Configuration =
        """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-16"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-restore-").FullName;
    private readonly TestClock clock = new();
    private readonly List<WebApplication> servers = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pushed_again_after_a_restore_the_books_are_those_of_a_company_that_lost_nothing(bool changes)
    {
        string[] first = [Order("a", 18, 5), Order("b", 18, 7)];
        string[] second = [Order("c", 19, 11), Order("d", 19, 13), Order("b", 18, 8, modified: 19)];
        string[] changed = changes ? [Order("d", 19, 14), Order("e", 19, 2)] : [];
        var (lost, spared) = (await StartAsync("lost"), await StartAsync("spared"));
        var (company, other) = (await NewCompanyAsync(lost), await NewCompanyAsync(spared));
        foreach (var (api, id) in new[] { (lost, company), (spared, other) })
        {
            await PushAndSyncAsync(api, id, first);
        }

        DataFolder.Copy(Path.Combine(folder, "lost"), Path.Combine(folder, "yesterday"));
        await PushAndSyncAsync(lost, company, second);
        await PushAndSyncAsync(spared, other, second);
        await PushAndSyncAsync(spared, other, changed);
        var written = Documents("lost");

        await StopAsync(0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "lost"), "daybook.db*"))
        {
            File.Delete(file);
        }

        File.Copy(Path.Combine(folder, "yesterday", "daybook.db"), Path.Combine(folder, "lost", "daybook.db"));
        var again = await StartAsync("lost");
        var status = await PushAndSyncAsync(again, company, [.. first, .. second, .. changed]);

        status["syncStatusCode"]!.GetValue<int>().ShouldBe(2000, status.ToJsonString());
        (await BalancesAsync(again, company)).ShouldBe(await BalancesAsync(spared, other));
        (await PushAndSyncAsync(again, company, second))["syncStatusCode"]!.GetValue<int>().ShouldBe(2040);
        if (!changes)
        {
            Documents("lost").ShouldBe(written);
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < servers.Count; i++)
        {
            await StopAsync(i);
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task StopAsync(int server)
    {
        await servers[server].StopAsync();
        await servers[server].DisposeAsync();
    }

    private async Task<Api> StartAsync(string data)
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = Path.Combine(folder, data), ApiKey = ServerFixture.ApiKey, RunsSchedule = false };
        var app = DaybookApp.Build(settings, clock, Guid.NewGuid, ApiKeys.Generate, LogLevel.Warning);
        servers.Add(app);
        await app.StartAsync();
        return new Api(new Uri(app.Urls.First()), ServerFixture.ApiKey);
    }

    private static async Task<string> NewCompanyAsync(Api api)
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.ConfigureAsync(company, Configuration)).Ok();
        return company;
    }

    private static string Order(string id, int day, decimal total, int? modified = null) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"id":"{{id}}","currency":"GBP","createdDate":"2026-11-{{day}}T10:00:00Z","sourceModifiedDate":"2026-11-{{modified ?? day}}T1{{total % 10}}:00:00Z","totalAmount":{{total}},"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":{{total}},"totalTaxAmount":0}]}
        """);

    private async Task<JsonNode> PushAndSyncAsync(Api api, string company, string[] orders)
    {
        // A sync that asks for the latest reaches to the moment: each is a little later than the one before.
        clock.Now += Duration.FromMinutes(1);
        (await api.PushAsync(company, "commerce-orders", $$"""{"orders":[{{string.Join(',', orders)}}]}""")).Ok();
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

    private string[] Documents(string data) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, data, "books"), "DB-*.journal", SearchOption.AllDirectories).Order().Select(file => Path.GetFileName(file) + File.ReadAllText(file))];

    private static async Task<SortedDictionary<string, decimal>> BalancesAsync(Api api, string company)
    {
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        var books = connections.Single(connection => connection!["integrationKey"]!.GetValue<string>() == "hldg")!["id"]!.GetValue<string>();
        var journal = (await api.GetAsync($"/companies/{company}/connections/{books}/ledger")).Text;
        var postings = journal.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && !line.TrimStart().StartsWith(';'))
            .Select(line => line.Trim().Split("  ", 2)).Where(parts => parts.Length == 2);
        return new SortedDictionary<string, decimal>(
            postings.GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.Sum(parts => decimal.Parse(parts[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture))), StringComparer.Ordinal);
    }
}
