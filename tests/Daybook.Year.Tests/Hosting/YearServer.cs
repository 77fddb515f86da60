using System.Text;
using Daybook.Server.Hosting;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Daybook.Year.Tests.Hosting;

/// <summary>A server on a free port with the companies that the laws are about, each made when it is first needed.</summary>
public abstract class YearServer : IAsyncLifetime
{
    private const string ApiKey = "test-key";

    private const string Memory = "/dev/shm";
    private const long RoomNeeded = 6L << 30;

    private readonly string folder = MakeFolder();
    private WebApplication? app;
    private HttpClient? http;

    internal YearCompanies Companies { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = folder, Database = await DatabaseAsync(), ApiKey = ApiKey, RunsSchedule = false };
        app = DaybookApp.Build(settings, new StandingClock(), Guid.NewGuid, () => "not used");
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(ApiKey)));
        Companies = new YearCompanies(http, folder);
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await DropAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>In memory where there is room: these laws are not about power cuts, and waiting for the disk at each document would be most of their time.</summary>
    private static string MakeFolder()
    {
        var isRoomy = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > RoomNeeded;
        return isRoomy ? Directory.CreateDirectory(Path.Combine(Memory, $"daybook-year-{Guid.NewGuid():N}")).FullName : Directory.CreateTempSubdirectory("daybook-year-").FullName;
    }

    /// <summary>The connection string of an empty PostgreSQL database, or null for SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    protected abstract Task DropAsync();

    /// <summary>Stands still after the year and its corrections.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2012, 1, 20, 0, 0, 0, TimeSpan.Zero);
    }
}

public sealed class SqliteYear : YearServer
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    protected override Task DropAsync() => Task.CompletedTask;
}

public sealed class PostgresYear : YearServer
{
    private string? database;

    protected override async Task<string?> DatabaseAsync() => database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();

    protected override async Task DropAsync()
    {
        if (database is not null)
        {
            await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(database);
        }
    }
}
