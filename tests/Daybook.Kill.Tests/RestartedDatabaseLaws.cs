using System.Net;
using System.Text.Json.Nodes;
using Daybook.Kill.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Kill.Tests;

/// <summary>PostgreSQL that goes away in the middle, and comes back.</summary>
public sealed class RestartedDatabaseLaws : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-restart-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task While_the_database_is_away_the_server_says_so_and_afterwards_it_goes_on_by_itself()
    {
        await using var cluster = await PostgresCluster.StartPrivateAsync(isDurable: true);
        var database = await cluster.CreateDatabaseAsync();
        await using var server = new ServerProcess(folder, database, ("DAYBOOK_SCHEDULE", "on"));
        await server.StartAsync();
        var merchants = new List<Merchant> { await Merchant.CreateAsync(server.Http, 1), await Merchant.CreateAsync(server.Http, 2) };
        for (var round = 0; round < 2; round++)
        {
            using var stop = new CancellationTokenSource();
            var pushing = merchants.ConvertAll(merchant => PushOnAsync(merchant, server.Http, stop.Token));
            foreach (var merchant in merchants)
            {
                await merchant.AskForSyncAsync(server.Http, default);
            }

            await Task.Delay(150);
            await cluster.CrashAsync();
            await stop.CancelAsync();
            (await Task.WhenAll(pushing)).SelectMany(statuses => statuses).ShouldBeSubsetOf([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]);
            await AnswersAsAwayAsync(server.Http, merchants[0].Id);

            await cluster.StartAgainAsync();
            await UntilReadyAsync(server.Http);
            foreach (var merchant in merchants)
            {
                await merchant.ResolveAsync(server.Http);
            }
        }

        foreach (var merchant in merchants)
        {
            (await merchant.PushAsync(server.Http, default)).ShouldBe(HttpStatusCode.OK);
            await merchant.SyncToTheEndAsync(server.Http, Patience);
            (await merchant.LostAsync(server.Http)).ShouldBe(0);
            merchant.Broken.ShouldBeEmpty();
            new BooksOnDisk(folder, merchant.Id).Balance("income:sales").ShouldBe(-merchant.Accepted.Values.Sum());
        }
    }

    private static async Task AnswersAsAwayAsync(HttpClient server, string company)
    {
        using var answer = await server.GetAsync($"/companies/{company}");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!.GetValue<string>().ShouldContain("database");
        using var ready = await server.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var live = await server.GetAsync("/health/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task UntilReadyAsync(HttpClient server)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await server.GetAsync("/health/ready", stop.Token);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(20, stop.Token);
        }
    }

    private static async Task<List<HttpStatusCode>> PushOnAsync(Merchant merchant, HttpClient server, CancellationToken cancellationToken)
    {
        var statuses = new List<HttpStatusCode>();
        while (!cancellationToken.IsCancellationRequested && (statuses.Count == 0 || statuses[^1] == HttpStatusCode.OK))
        {
            statuses.Add(await merchant.PushAsync(server, default));
        }

        return statuses;
    }
}
