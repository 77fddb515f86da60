using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daybook.Sdk.Tests.Hosting;
using Daybook.Server.Hosting;
using Daybook.Server.Security;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xunit;

[assembly: AssemblyFixture(typeof(SqliteJourney))]
[assembly: AssemblyFixture(typeof(PostgresJourney))]

namespace Daybook.Sdk.Tests.Hosting;

/// <summary>How one step of the journey went.</summary>
/// <param name="Name">What was to happen.</param>
/// <param name="Ok">Whether it did.</param>
/// <param name="Error">What went wrong instead.</param>
public sealed record StepOutcome(string Name, bool Ok, string? Error);

/// <summary>The official SDKs' journey through a server of its own, gone once for all tests of an engine; every answer is recorded.</summary>
public abstract partial class Journey : IAsyncLifetime
{
    private const string ApiKey = "key-of-the-journey";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string folder = Directory.CreateTempSubdirectory("daybook-sdk-").FullName;
    private WebApplication? app;

    /// <summary>The names of all steps, as the scripts have them.</summary>
    public static IReadOnlyList<string> StepNames { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Scripts, "journey", "chapters"), "*.mjs").Order(StringComparer.Ordinal)
            .SelectMany(file => Step().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)),
    ];

    public IReadOnlyDictionary<string, StepOutcome> Outcomes { get; private set; } = new Dictionary<string, StepOutcome>();

    /// <summary>The file with every request and answer.</summary>
    public string Recorded => Path.Combine(folder, "recorded.json");

    /// <summary>The file with the server's own OpenAPI document.</summary>
    public string OwnDocument => Path.Combine(folder, "daybook.json");

    public async ValueTask InitializeAsync()
    {
        var settings = new DaybookSettings { Url = new Uri("http://127.0.0.1:0"), DataFolder = Path.Combine(folder, "data"), Database = await DatabaseAsync(), ApiKey = ApiKey, RunsSchedule = false };
        app = DaybookApp.Build(settings, new StandingClock(), Guid.NewGuid, ApiKeys.Generate, LogLevel.Warning);
        await app.StartAsync();
        await Node.RunAsync("journey/run.mjs", [app.Urls.First(), ApiKey, Recorded], Limit);
        var told = JsonNode.Parse(await File.ReadAllTextAsync(Recorded))!["steps"]!.Deserialize<List<StepOutcome>>(Json)!;
        Outcomes = told.ToDictionary(step => step.Name, StringComparer.Ordinal);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await File.WriteAllTextAsync(OwnDocument, await http.GetStringAsync("/openapi/v1.json"));
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

    /// <summary>The connection string of an empty PostgreSQL database, or null for SQLite.</summary>
    protected abstract Task<string?> DatabaseAsync();

    protected abstract Task DropAsync();

    [GeneratedRegex("""step\(\s*"(?<name>[^"]+)"\s*,""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();

    /// <summary>Stands still a few days after the shop's last sale.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    }
}

public sealed class SqliteJourney : Journey
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    protected override Task DropAsync() => Task.CompletedTask;
}

public sealed class PostgresJourney : Journey
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
