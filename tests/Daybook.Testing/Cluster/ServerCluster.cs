using System.Diagnostics;
using Npgsql;

namespace Daybook.Testing.Cluster;

/// <summary>Servers over one PostgreSQL, each by a line of its own, and companies on stand-ins that are all due at once.</summary>
public sealed class ServerCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly PreparedShops shops;
    private readonly PostgresCluster postgres;
    private readonly string database;
    private readonly List<(ServerProcess Server, Line Line)> servers = [];
    private readonly NpgsqlConnection watch;

    private ServerCluster(PreparedShops shops, PostgresCluster postgres, string database)
    {
        (this.shops, this.postgres, this.database) = (shops, postgres, database);
        watch = new NpgsqlConnection(database);
    }

    internal static async Task<ServerCluster> OverAsync(PreparedShops shops, PostgresCluster postgres, string database)
    {
        var cluster = new ServerCluster(shops, postgres, database);
        await cluster.watch.OpenAsync();
        return cluster;
    }

    /// <summary>Starts servers that run the schedule; returns when all of them can serve.</summary>
    public async Task StartAsync(int count, params (string Name, string Value)[] settings)
    {
        var port = new NpgsqlConnectionStringBuilder(database).Port;
        for (var i = 0; i < count; i++)
        {
            var line = new Line(port);
            var reached = new NpgsqlConnectionStringBuilder(database) { Port = line.Port }.ConnectionString;
            servers.Add((new ServerProcess(shops.Folder, reached, [.. shops.StandIns.Settings, ("DAYBOOK_SCHEDULE", "on"), ("DAYBOOK_SCHEDULE_SPREAD_MINUTES", "0"), .. settings]), line));
        }

        await Task.WhenAll(servers.Select(one => one.Server.StartAsync()));
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync(int server) => servers[server].Server.KillAsync();

    /// <summary>The server lives and reaches the platforms, but not the database.</summary>
    public void CutOff(int server) => servers[server].Line.Cut();

    public void Mend(int server) => servers[server].Line.Mend();

    /// <summary>Waits until so many companies were synced: a sync ended well, also one that found that the sync of a server that is gone had written everything.</summary>
    /// <exception cref="TimeoutException">For three minutes no further one was.</exception>
    public async Task UntilSyncedAsync(int companies)
    {
        var progress = Stopwatch.StartNew();
        for (long before = 0, now; (now = await ReadAsync("select count(distinct company) from sync where code in (2000, 2040)")) < companies; before = now)
        {
            if (now > before)
            {
                progress.Restart();
            }
            else if (progress.Elapsed > Patience)
            {
                throw new TimeoutException($"Only {now} of {companies} companies were synced; syncs {await OutcomesAsync()}. {string.Join('\n', servers.Select(one => Tail(one.Server.Log)))}");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>How many companies had more than one sync that wrote something.</summary>
    public Task<long> SyncedTwiceAsync() => ReadAsync("select count(*) from (select company from sync where code = 2000 group by company having count(*) > 1) twice");

    /// <summary>How many syncs there were, by how they ended.</summary>
    public async Task<string> OutcomesAsync()
    {
        await using var command = new NpgsqlCommand("select string_agg(code || ': ' || n, ', ' order by code) from (select code, count(*) as n from sync group by code) outcomes", watch);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (server, line) in servers)
        {
            await server.DisposeAsync();
            await line.DisposeAsync();
        }

        await watch.DisposeAsync();
        await postgres.DropDatabaseAsync(database);
    }

    private async Task<long> ReadAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, watch);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string Tail(string log) => log.Length > 4_000 ? log[^4_000..] : log;
}
