using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.Http;
using Daybook.Platforms.QuickBooks;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.Xero;
using Daybook.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Pages.Tests.Hosting;

/// <summary>The accounting platforms' stand-ins, on a free port.</summary>
public sealed class StandIns : IAsyncDisposable
{
    private static readonly PaceLimits Ample = new(5, 1_000_000, 1_000_000);
    private WebApplication? app;

    /// <summary>Where they listen.</summary>
    public Uri Address => new(app!.Urls.First());

    /// <summary>Starts them, and has the settings point to them.</summary>
    public async Task<DaybookSettings> StartAsync(DaybookSettings settings, TimeProvider clock)
    {
        app = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await app.StartAsync();

        // The clock stands still: a rest that a stand-in asked for would never end.
        app.Services.GetRequiredService<XeroSandbox>().Limits = new XeroLimits(1_000, 1_000_000, 1_000_000);
        app.Services.GetRequiredService<QuickBooksSandbox>().Limits = new QuickBooksLimits(1_000_000, 1_000_000, 1_000_000);
        app.Services.GetRequiredService<FreeAgentSandbox>().Limits = new FreeAgentLimits(1_000_000, 1_000_000, 1_000_000);
        var address = app.Urls.First();
        var quickBooks = new Uri($"{address}/quickbooks");
        return settings with
        {
            OffersTryton = true,
            Xero = new XeroOptions
            {
                ClientId = XeroSandbox.ClientId,
                ClientSecret = XeroSandbox.ClientSecret,
                Authority = new Uri($"{address}/xero/identity"),
                Api = new Uri($"{address}/xero"),
                Limits = Ample,
            },
            QuickBooks = new QuickBooksOptions
            {
                ClientId = QuickBooksSandbox.ClientId, ClientSecret = QuickBooksSandbox.ClientSecret, Authority = quickBooks, Api = quickBooks, Limits = Ample, BatchLimits = Ample,
            },
            FreeAgent = new FreeAgentOptions
            {
                ClientId = FreeAgentSandbox.ClientId, ClientSecret = FreeAgentSandbox.ClientSecret, Api = new Uri($"{address}/freeagent"), Limits = Ample,
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
