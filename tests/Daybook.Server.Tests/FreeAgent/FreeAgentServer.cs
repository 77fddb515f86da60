using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.Http;
using Daybook.Sandbox;
using Daybook.Sandbox.FreeAgent;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Server.Tests.FreeAgent;

/// <summary>FreeAgent's stand-in on a free port.</summary>
public sealed class FreeAgentStandIn : IAsyncDisposable
{
    private WebApplication? app;

    public FreeAgentSandbox Sandbox => app!.Services.GetRequiredService<FreeAgentSandbox>();

    /// <summary>Starts it, and has the settings point to it.</summary>
    public async Task<DaybookSettings> StartAsync(DaybookSettings settings, TimeProvider clock)
    {
        app = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await app.StartAsync();

        // The server's clock stands still in these tests: a rest that the stand-in asked for would never end.
        Sandbox.Limits = new FreeAgentLimits(1_000_000, 1_000_000, 1_000_000);
        return settings with
        {
            FreeAgent = new FreeAgentOptions
            {
                ClientId = FreeAgentSandbox.ClientId, ClientSecret = FreeAgentSandbox.ClientSecret, Api = new Uri($"{app.Urls.First()}/freeagent"), Limits = new PaceLimits(5, 1_000_000, 1_000_000),
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}

/// <summary>A server that offers FreeAgent.</summary>
public interface IFreeAgentServer
{
    ServerFixture Server { get; }

    FreeAgentSandbox Sandbox { get; }
}

public sealed class SqliteFreeAgentServer : SqliteServer, IFreeAgentServer
{
    private readonly FreeAgentStandIn freeAgent = new();

    public ServerFixture Server => this;

    public FreeAgentSandbox Sandbox => freeAgent.Sandbox;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await freeAgent.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<DaybookSettings> SetAsync(DaybookSettings settings) => freeAgent.StartAsync(settings, Clock);
}

public sealed class PostgresFreeAgentServer : PostgresServer, IFreeAgentServer
{
    private readonly FreeAgentStandIn freeAgent = new();

    public ServerFixture Server => this;

    public FreeAgentSandbox Sandbox => freeAgent.Sandbox;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await freeAgent.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<DaybookSettings> SetAsync(DaybookSettings settings) => freeAgent.StartAsync(settings, Clock);
}
