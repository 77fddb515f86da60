using Daybook.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Daybook.Bench;

/// <summary>A database of an engine, made for one measurement and gone with it.</summary>
internal sealed class Engine : IAsyncDisposable
{
    public static readonly string[] Names = ["sqlite", "postgres"];

    private static readonly Lazy<Task<PostgresCluster>> Cluster = new(() => PostgresCluster.StartPrivateAsync(isDurable: true));

    private bool isBorrowed;

    private Engine(string folder, string? postgres)
    {
        Folder = folder;
        Postgres = postgres;
    }

    public string Folder { get; }

    /// <summary>Null: SQLite in <see cref="Folder"/>.</summary>
    public string? Postgres { get; }

    public static async Task<Engine> StartAsync(string name)
    {
        var folder = Directory.CreateTempSubdirectory("daybook-bench-").FullName;
        return new Engine(folder, name == "postgres" ? await (await Cluster.Value).CreateDatabaseAsync() : null);
    }

    /// <summary>A database that another process made and will clear away.</summary>
    public static Engine Existing(string folder, string? postgres) => new(folder, postgres) { isBorrowed = true };

    /// <summary>A connection of one's own, as bare as the ceiling wants it.</summary>
    public async Task<System.Data.Common.DbConnection> OpenBareAsync(string file)
    {
        System.Data.Common.DbConnection connection = Postgres is { } settings
            ? new NpgsqlConnection(settings)
            : new SqliteConnection($"Data Source={Path.Combine(Folder, file)}");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (isBorrowed)
        {
            return;
        }

        if (Postgres is { } settings)
        {
            await (await Cluster.Value).DropDatabaseAsync(settings);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
