using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Daybook.Testing;
using Npgsql;

namespace Daybook.Bench;

/// <summary>
/// Companies that are all due at the same moment, on one server and on three over the same PostgreSQL; then on three of which one is killed and one is cut
/// off for a while in the middle. Each company must have been synced once.
/// </summary>
internal static class ClusterBench
{
    private const string Configuration =
        """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2025-11-16T00:00:00Z","timeZone":"Etc/UTC","syncHour":0},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""";

    private const int OrdersEach = 5;

    public static async Task RunAsync(int companies)
    {
        await using var cluster = await PostgresCluster.StartPrivateAsync(isDurable: true, connections: 900);
        foreach (var (servers, troubled) in new[] { (1, false), (3, false), (3, true) })
        {
            await RunAsync(cluster, companies, servers, troubled);
        }
    }

    private static async Task RunAsync(PostgresCluster cluster, int companies, int count, bool troubled)
    {
        var folder = Directory.CreateTempSubdirectory("daybook-bench-").FullName;
        var database = await cluster.CreateDatabaseAsync();
        await PrepareAsync(folder, database, companies);
        var servers = Enumerable.Range(0, count).Select(_ => new ServerProcess(folder, database, ("DAYBOOK_SCHEDULE", "on"), ("DAYBOOK_SCHEDULE_SPREAD_MINUTES", "0"))).ToList();
        try
        {
            var clock = Stopwatch.StartNew();
            await Task.WhenAll(servers.Select(server => server.StartAsync()));
            var started = clock.Elapsed;
            await using var watch = new NpgsqlConnection(database);
            await watch.OpenAsync();
            if (troubled)
            {
                await UntilAsync(watch, companies / 5);
                await servers[0].KillAsync();
                await servers[1].SignalAsync("STOP");
                await UntilAsync(watch, companies / 2);
                await servers[1].SignalAsync("CONT");
            }

            await UntilAsync(watch, companies);
            var took = clock.Elapsed - started;
            await Task.Delay(TimeSpan.FromSeconds(3));
            var documents = await ReadAsync(watch, "select count(*) from document where state = 2 and number is not null");
            var files = Directory.EnumerateFiles(Path.Combine(folder, "books"), "DB-*.journal", SearchOption.AllDirectories).Count();
            var twice = await ReadAsync(watch, "select count(*) from (select company from sync where code = 2000 group by company having count(*) > 1) x");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} server(s){(troubled ? ", one killed, one cut off" : "")}: {companies} companies in {took.TotalSeconds:0.0} s ({companies / took.TotalSeconds:0} a second); {documents} documents known, {files} in the books, {twice} companies synced twice"));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }

            await cluster.DropDatabaseAsync(database);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PrepareAsync(string folder, string database, int companies)
    {
        await using var server = new ServerProcess(folder, database);
        await server.StartAsync();
        await Parallel.ForAsync(0, companies, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var id = (string)JsonNode.Parse(await PostAsync(server.Http, "/meta/companies/sync", """{"name":"A shop"}"""))!["id"]!;
            await PostAsync(server.Http, $"/companies/{id}/connections", """{"platformKey":"hldg"}""");
            await PostAsync(server.Http, $"/config/companies/{id}/sync/commerce", Configuration);
            var orders = Enumerable.Range(0, OrdersEach).Select(order => string.Create(CultureInfo.InvariantCulture, $$"""
                {"id":"{{order}}","currency":"GBP","createdDate":"2025-11-20T10:00:00Z","totalAmount":{{number % 90}}.{{order + 10}},
                "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":{{number % 90}}.{{order + 10}},"totalTaxAmount":0}]}
                """));
            await PostAsync(server.Http, $"/data/companies/{id}/sync/commerce-orders", $$"""{"orders":[{{string.Join(',', orders)}}]}""");
        });
    }

    private static async Task<string> PostAsync(HttpClient server, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await server.PostAsync(path, content);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static async Task UntilAsync(NpgsqlConnection watch, int companies)
    {
        while (await ReadAsync(watch, "select count(distinct company) from sync where code = 2000") < companies)
        {
            await Task.Delay(50);
        }
    }

    private static async Task<long> ReadAsync(NpgsqlConnection watch, string sql)
    {
        await using var command = new NpgsqlCommand(sql, watch);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
