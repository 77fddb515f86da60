using Daybook.Platforms.Http;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Server.Tests.Xero;

/// <summary>Xero's stand-in on a free port.</summary>
public sealed class XeroStandIn : IAsyncDisposable
{
    private WebApplication? app;

    public XeroSandbox Sandbox => app!.Services.GetRequiredService<XeroSandbox>();

    /// <summary>Starts it, and has the settings point to it.</summary>
    public async Task<DaybookSettings> StartAsync(DaybookSettings settings, TimeProvider clock)
    {
        app = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await app.StartAsync();

        // The server's clock stands still in these tests: a rest that the stand-in asked for would never end.
        Sandbox.Limits = new XeroLimits(1_000, 1_000_000, 1_000_000);
        var address = app.Urls.First();
        return settings with
        {
            Xero = new XeroOptions
            {
                ClientId = XeroSandbox.ClientId,
                ClientSecret = XeroSandbox.ClientSecret,
                Authority = new Uri($"{address}/xero/identity"),
                Api = new Uri($"{address}/xero"),
                Limits = new PaceLimits(5, 1_000_000, 1_000_000),
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

/// <summary>A server that offers Xero.</summary>
public interface IXeroServer
{
    ServerFixture Server { get; }

    XeroSandbox Sandbox { get; }
}

public sealed class SqliteXeroServer : SqliteServer, IXeroServer
{
    private readonly XeroStandIn xero = new();

    public ServerFixture Server => this;

    public XeroSandbox Sandbox => xero.Sandbox;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await xero.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<DaybookSettings> SetAsync(DaybookSettings settings) => xero.StartAsync(settings, Clock);
}

public sealed class PostgresXeroServer : PostgresServer, IXeroServer
{
    private readonly XeroStandIn xero = new();

    public ServerFixture Server => this;

    public XeroSandbox Sandbox => xero.Sandbox;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await xero.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<DaybookSettings> SetAsync(DaybookSettings settings) => xero.StartAsync(settings, Clock);
}
