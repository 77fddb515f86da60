using System.Collections.Concurrent;

namespace Daybook.Testing.Cluster;

/// <summary>Companies on stand-ins in a database that no server has: each connected, configured, with a day of orders, and due.</summary>
public sealed class PreparedShops : IAsyncDisposable
{
    private readonly PostgresCluster postgres;
    private readonly string database;
    private readonly ConcurrentBag<ConnectedShop> shops = [];

    private PreparedShops(PostgresCluster postgres, string database, StandIns standIns) => (this.postgres, this.database, StandIns) = (postgres, database, standIns);

    public StandIns StandIns { get; }

    /// <summary>The data folder of all servers: the keys that the connections are encrypted with.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("daybook-cluster-").FullName;

    public int Count => shops.Count;

    /// <summary>Makes the companies, over HTTP.</summary>
    public static async Task<PreparedShops> CreateAsync(PostgresCluster postgres, int companies)
    {
        var prepared = new PreparedShops(postgres, await postgres.CreateDatabaseAsync(), await StandIns.StartAsync());
        await using var server = new ServerProcess(prepared.Folder, prepared.database, prepared.StandIns.Settings);
        await server.StartAsync();
        await Parallel.ForAsync(0, companies, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            prepared.shops.Add(await ConnectedShop.CreateAsync(server.Http, prepared.StandIns.Open(), number)));
        return prepared;
    }

    /// <summary>A database of its own with all of them, while nothing is in the stand-ins' books.</summary>
    public async Task<ServerCluster> BeginAsync()
    {
        StandIns.Clear();
        return await ServerCluster.OverAsync(this, postgres, await postgres.CopyDatabaseAsync(database));
    }

    /// <summary>What is wrong in the stand-ins' books, where each company is to have each document once; empty where all is right.</summary>
    public IReadOnlyList<string> Complaints() => [.. shops.Select(shop => shop.Complaint()).OfType<string>()];

    public async ValueTask DisposeAsync()
    {
        await StandIns.DisposeAsync();
        await postgres.DropDatabaseAsync(database);
        Directory.Delete(Folder, recursive: true);
    }
}
