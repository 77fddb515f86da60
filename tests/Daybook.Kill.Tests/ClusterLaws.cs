using System.Net;
using Daybook.Kill.Tests.Hosting;
using Daybook.Testing;
using Daybook.Testing.Cluster;
using Shouldly;
using Xunit;

namespace Daybook.Kill.Tests;

/// <summary>Three servers over one database, all companies due at the same moment; one is killed on the way, and one cut off and back again.</summary>
public sealed class ClusterLaws : IDisposable
{
    private const int Companies = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-cluster-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_company_is_synced_once_though_one_server_is_killed_and_one_is_cut_off_in_the_middle()
    {
        await using var cluster = await PostgresCluster.StartPrivateAsync(connections: 300);
        var database = await cluster.CreateDatabaseAsync();
        var merchants = await PrepareAsync(database);
        var facts = new StoredFacts(folder, database);
        var servers = Enumerable.Range(0, 3).Select(_ => new ServerProcess(
            folder, database, ("DAYBOOK_SCHEDULE", "on"), ("DAYBOOK_SCHEDULE_SPREAD_MINUTES", "0"), ("DAYBOOK_SCHEDULE_CONCURRENCY", "2"))).ToList();
        try
        {
            await Task.WhenAll(servers.Select(server => server.StartAsync()));
            await UntilAsync(facts, Companies / 6);
            await servers[0].KillAsync();
            await servers[1].SignalAsync("STOP");
            await UntilAsync(facts, Companies / 2);
            await Task.Delay(TimeSpan.FromSeconds(5));
            await servers[1].SignalAsync("CONT");
            await UntilAsync(facts, Companies);
            await Task.Delay(TimeSpan.FromSeconds(2));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }

        var wrote = await facts.SucceededAsync();
        wrote.Count.ShouldBe(Companies);
        wrote.Max().ShouldBe(1, "Syncs that wrote something, by company.");
        foreach (var merchant in merchants)
        {
            var books = new BooksOnDisk(folder, merchant.Id);
            books.Numbers().Order().ShouldBe((await facts.WrittenAsync(merchant.Id)).Order());
            books.Balance("income:sales").ShouldBe(-merchant.Accepted.Values.Sum());
        }
    }

    [Fact]
    public async Task Each_document_is_in_the_books_once_though_one_server_is_killed_and_one_does_not_reach_the_database_for_a_while()
    {
        const int takeover = 6;
        await using var postgres = await PostgresCluster.StartPrivateAsync(connections: 300);
        await using var shops = await PreparedShops.CreateAsync(postgres, Companies);
        shops.StandIns.AnswerWithin(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
        await using var cluster = await shops.BeginAsync();
        await cluster.StartAsync(3, ("DAYBOOK_TAKEOVER_SECONDS", $"{takeover}"), ("DAYBOOK_SCHEDULE_CONCURRENCY", "4"));
        await cluster.UntilSyncedAsync(Companies / 6);
        await cluster.KillAsync(0);
        cluster.CutOff(1);
        await Task.Delay(TimeSpan.FromSeconds(2 * takeover));
        cluster.Mend(1);
        await cluster.UntilSyncedAsync(Companies);

        // Whoever thinks that there is still something to do has the time to do it.
        await Task.Delay(TimeSpan.FromSeconds(takeover));
        shops.Complaints().ShouldBeEmpty();
        (await cluster.SyncedTwiceAsync()).ShouldBe(0);
    }

    private async Task<List<Merchant>> PrepareAsync(string database)
    {
        await using var server = new ServerProcess(folder, database);
        await server.StartAsync();
        var merchants = new List<Merchant>();
        for (var i = 0; i < Companies; i++)
        {
            merchants.Add(await Merchant.CreateAsync(server.Http, i));
            (await merchants[^1].PushAsync(server.Http, default)).ShouldBe(HttpStatusCode.OK);
        }

        return merchants;
    }

    private static async Task UntilAsync(StoredFacts facts, int companies)
    {
        using var stop = new CancellationTokenSource(Patience);
        while ((await facts.SucceededAsync()).Count < companies)
        {
            await Task.Delay(20, stop.Token);
        }
    }
}
