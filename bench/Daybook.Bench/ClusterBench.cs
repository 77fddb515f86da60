using System.Diagnostics;
using System.Globalization;
using Daybook.Testing;
using Daybook.Testing.Cluster;

namespace Daybook.Bench;

/// <summary>
/// Companies that are all due at the same moment, each with an organisation of its own on a stand-in of Xero, QuickBooks Online or FreeAgent that answers as slowly as a
/// real one: on one server, and on three over the same PostgreSQL; then on three of which one is killed, and one does not reach the database for longer than it takes until
/// its syncs are taken over. Each document must be in the stand-ins' books once.
/// </summary>
internal static class ClusterBench
{
    private const int TakeoverSeconds = 10;
    private static readonly TimeSpan CutFor = TimeSpan.FromSeconds(3 * TakeoverSeconds);
    private static readonly TimeSpan ForStragglers = TimeSpan.FromSeconds(15);

    /// <param name="companies">How many.</param>
    /// <param name="only"><c>one</c>, <c>three</c> or <c>troubled</c>: that case alone; null: all of them.</param>
    public static async Task RunAsync(int companies, string? only)
    {
        await using var postgres = await PostgresCluster.StartPrivateAsync(isDurable: true, connections: 900);
        var clock = Stopwatch.StartNew();
        await using var shops = await PreparedShops.CreateAsync(postgres, companies);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{companies} companies made, connected and configured over HTTP in {clock.Elapsed.TotalSeconds:0} s"));
        shops.StandIns.AnswerWithin(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200));
        foreach (var (_, servers, troubled) in new[] { ("one", 1, false), ("three", 3, false), ("troubled", 3, true) }.Where(one => only is null || one.Item1 == only))
        {
            await RunAsync(shops, servers, troubled);
        }
    }

    private static async Task RunAsync(PreparedShops shops, int servers, bool troubled)
    {
        var companies = shops.Count;
        await using var cluster = await shops.BeginAsync();
        await cluster.StartAsync(servers, ("DAYBOOK_TAKEOVER_SECONDS", $"{TakeoverSeconds}"));
        var clock = Stopwatch.StartNew();
        var mended = Task.CompletedTask;
        if (troubled)
        {
            await cluster.UntilSyncedAsync(companies / 5);
            await cluster.KillAsync(0);
            cluster.CutOff(1);
            mended = MendLaterAsync(cluster);
        }

        await cluster.UntilSyncedAsync(companies);
        var took = clock.Elapsed;
        await mended;
        await Task.Delay(ForStragglers);
        var complaints = shops.Complaints();
        var (twice, outcomes) = (await cluster.SyncedTwiceAsync(), await cluster.OutcomesAsync());
        var calls = shops.StandIns.Calls.Select(platform => $"{platform.Key} {platform.Value.Calls} calls, {platform.Value.TooMany} too many");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {servers} server(s){(troubled ? ", one killed, one cut off from the database" : "")}: {companies} companies in {took.TotalSeconds:0.0} s ({companies / took.TotalSeconds:0} a second)
              {twice} companies synced twice, {complaints.Count} with books that are not as they should be; syncs {outcomes}; {string.Join("; ", calls)}
            """));
        foreach (var complaint in complaints.Take(5))
        {
            Console.WriteLine($"  {complaint}");
        }
    }

    private static async Task MendLaterAsync(ServerCluster cluster)
    {
        await Task.Delay(CutFor);
        cluster.Mend(1);
    }
}
