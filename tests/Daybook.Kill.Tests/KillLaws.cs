using System.Globalization;
using Daybook.Kill.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Kill.Tests;

/// <summary>
/// A server that is killed again and again while it takes pushes, syncs and tells webhooks. How often, the variable <c>DAYBOOK_KILLS</c> says (for each
/// engine, default 8), from which seed <c>DAYBOOK_KILL_SEED</c>.
/// </summary>
public sealed class KillLaws : IDisposable
{
    private const int Merchants = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task On_SQLite_nothing_accepted_is_lost_and_nothing_is_written_twice() => RunAsync("SQLite", null);

    [Fact]
    public async Task On_PostgreSQL_nothing_accepted_is_lost_and_nothing_is_written_twice()
    {
        await using var cluster = await PostgresCluster.StartPrivateAsync();
        await RunAsync("PostgreSQL", await cluster.CreateDatabaseAsync());
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private async Task RunAsync(string engine, string? database)
    {
        var (kills, seed) = (Number("DAYBOOK_KILLS", 8), Number("DAYBOOK_KILL_SEED", 1));
        var chance = new Random(seed);
        await using var listener = await Listener.StartAsync();
        await using var server = new ServerProcess(folder, database);
        await server.StartAsync();
        await Merchant.PostAsync(server.Http, "/webhooks", $$"""{"url":"{{listener.Url}}"}""");
        var merchants = new List<Merchant>();
        for (var i = 0; i < Merchants; i++)
        {
            merchants.Add(await Merchant.CreateAsync(server.Http, seed + i));
        }

        for (var i = 0; i < kills; i++)
        {
            using var stop = new CancellationTokenSource();
            var work = merchants.SelectMany(merchant => new[] { PushOnAsync(merchant, server.Http, stop.Token), SyncOnAsync(merchant, server.Http, stop.Token) }).ToList();
            await DoneAsync(merchants, merchants.Sum(merchant => merchant.Answered) + chance.Next(12));
            await Task.Delay(chance.Next(60));
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(work);
            await server.StartAsync();
            foreach (var merchant in merchants)
            {
                await merchant.ResolveAsync(server.Http);
            }
        }

        await JudgeAsync(engine, kills, server, new StoredFacts(folder, database), merchants, listener);
    }

    private async Task JudgeAsync(string engine, int kills, ServerProcess server, StoredFacts facts, List<Merchant> merchants, Listener listener)
    {
        var (lost, twice) = (0, 0);
        foreach (var merchant in merchants)
        {
            await merchant.SyncToTheEndAsync(server.Http, Patience);
            var books = new BooksOnDisk(folder, merchant.Id);
            var (there, known) = (books.Numbers(), await facts.WrittenAsync(merchant.Id));
            lost += await merchant.LostAsync(server.Http) + known.Except(there).Count();
            twice += there.Except(known).Count();
            merchant.Broken.ShouldBeEmpty();
            books.Balance("income:sales").ShouldBe(-merchant.Accepted.Values.Sum());
        }

        var events = await facts.EventsAsync();
        using var stop = new CancellationTokenSource(Patience);
        while (!events.Select(one => one.Id).ToHashSet().IsSubsetOf(listener.Taken))
        {
            await Task.Delay(100, stop.Token);
        }

        var stream = events.ToDictionary(one => one.Id, one => one.Stream);
        var told = listener.Taken.Distinct().Where(stream.ContainsKey).ToList();
        told.GroupBy(id => stream[id]).SelectMany(group => group).ShouldBe(
            told.Select(id => stream[id]).Distinct().SelectMany(name => events.Where(one => one.Stream == name).Select(one => one.Id)), "Each company is told of each kind of event in the order in which it happened.");
        TestContext.Current.SendDiagnosticMessage(
            $"{engine}: {kills} kills, {merchants.Sum(merchant => merchant.Accepted.Count)} orders accepted, {events.Count} events told ({listener.Taken.Count - told.Count} again); {lost} lost, {twice} double");
        (lost, twice).ShouldBe((0, 0));
    }

    /// <summary>Waits until so many requests have been answered: however slow the machine, the kill comes in the middle of work.</summary>
    private static async Task DoneAsync(List<Merchant> merchants, int answers)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (merchants.Sum(merchant => merchant.Answered) < answers)
        {
            await Task.Delay(2, stop.Token);
        }
    }

    private static async Task PushOnAsync(Merchant merchant, HttpClient server, CancellationToken cancellationToken)
    {
        await UntilItIsGoneAsync(async () => await merchant.PushAsync(server, cancellationToken));
    }

    private static Task SyncOnAsync(Merchant merchant, HttpClient server, CancellationToken cancellationToken) => UntilItIsGoneAsync(async () =>
    {
        await merchant.AskForSyncAsync(server, cancellationToken);
        await Task.Delay(30, cancellationToken);
    });

    private static async Task UntilItIsGoneAsync(Func<Task> work)
    {
        try
        {
            while (true)
            {
                await work();
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // The server was killed: that is what this is about.
        }
    }
}
