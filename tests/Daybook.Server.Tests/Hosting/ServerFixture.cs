using Daybook.Server.Hosting;
using Daybook.Server.Security;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Daybook.Server.Tests.Hosting;

/// <summary>A server of one's own on a free port, one for each class of tests.</summary>
public abstract class ServerFixture : IAsyncLifetime
{
    /// <summary>The one key that the server knows.</summary>
    public const string ApiKey = "test-key";

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-server-").FullName;
    private WebApplication? app;

    public TestClock Clock { get; } = new();

    /// <summary>A client with the key.</summary>
    public Api Api => new(new Uri(app!.Urls.First()), ApiKey);

    /// <summary>A part of the server.</summary>
    public T Part<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    /// <summary>A client with what is given as Authorization.</summary>
    public Api ApiWith(string? authorization) => new(new Uri(app!.Urls.First()), authorization, isHeader: true);

    public async ValueTask InitializeAsync()
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = folder, Database = await DatabaseAsync(), ApiKey = ApiKey, RunsSchedule = false, ScheduleSpreadMinutes = 0, WebhooksMayReachPrivate = true };
        app = DaybookApp.Build(Adjust(settings), Clock, Guid.NewGuid, ApiKeys.Generate);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await DropAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What a class of tests needs to be otherwise.</summary>
    protected virtual DaybookSettings Adjust(DaybookSettings settings) => settings;

    /// <summary>The connection string of an empty PostgreSQL database, or null for SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    protected abstract Task DropAsync();
}

public class SqliteServer : ServerFixture
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    protected override Task DropAsync() => Task.CompletedTask;
}

public class PostgresServer : ServerFixture
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
