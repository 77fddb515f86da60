using Daybook.Platforms.Http;
using Daybook.Platforms.QuickBooks;
using Daybook.Sandbox;
using Daybook.Sandbox.QuickBooks;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Server.Tests.QuickBooks;

/// <summary>QuickBooks' stand-in on a free port.</summary>
public sealed class QuickBooksStandIn : IAsyncDisposable
{
    private WebApplication? app;

    public QuickBooksSandbox Sandbox => app!.Services.GetRequiredService<QuickBooksSandbox>();

    /// <summary>Starts it, and has the settings point to it.</summary>
    public async Task<DaybookSettings> StartAsync(DaybookSettings settings, TimeProvider clock)
    {
        app = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await app.StartAsync();

        // The server's clock stands still in these tests: a rest that the stand-in asked for would never end.
        Sandbox.Limits = new QuickBooksLimits(1_000_000, 1_000_000, 1_000_000);
        var address = new Uri($"{app.Urls.First()}/quickbooks");
        return settings with
        {
            QuickBooks = new QuickBooksOptions
            {
                ClientId = QuickBooksSandbox.ClientId, ClientSecret = QuickBooksSandbox.ClientSecret, Authority = address, Api = address, Limits = new PaceLimits(5, 1_000_000, 1_000_000), BatchLimits = new PaceLimits(5, 1_000_000, 1_000_000),
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

/// <summary>A server that offers QuickBooks Online.</summary>
public interface IQuickBooksServer
{
    ServerFixture Server { get; }

    QuickBooksSandbox Sandbox { get; }
}

public sealed class SqliteQuickBooksServer : SqliteServer, IQuickBooksServer
{
    private readonly QuickBooksStandIn quickBooks = new();

    public ServerFixture Server => this;

    public QuickBooksSandbox Sandbox => quickBooks.Sandbox;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await quickBooks.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<DaybookSettings> SetAsync(DaybookSettings settings) => quickBooks.StartAsync(settings, Clock);
}

public sealed class PostgresQuickBooksServer : PostgresServer, IQuickBooksServer
{
    private readonly QuickBooksStandIn quickBooks = new();

    public ServerFixture Server => this;

    public QuickBooksSandbox Sandbox => quickBooks.Sandbox;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await quickBooks.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<DaybookSettings> SetAsync(DaybookSettings settings) => quickBooks.StartAsync(settings, Clock);
}
