using Daybook.Platforms.Http;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.Xero;
using Daybook.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Pages.Tests.Hosting;

/// <summary>The accounting platforms' stand-ins, on a free port.</summary>
public sealed class StandIns : IAsyncDisposable
{
    private WebApplication? app;

    /// <summary>Starts them, and has the settings point to them.</summary>
    public async Task<DaybookSettings> StartAsync(DaybookSettings settings, TimeProvider clock)
    {
        app = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await app.StartAsync();

        // The clock stands still: a rest that a stand-in asked for would never end.
        app.Services.GetRequiredService<XeroSandbox>().Limits = new XeroLimits(1_000, 1_000_000, 1_000_000);
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
