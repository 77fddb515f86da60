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

namespace Daybook.Server.Tests.Platforms;

/// <summary>Every platform's stand-in on a free port, with books that outlive the server that writes to them.</summary>
public sealed class StandIns : IAsyncDisposable
{
    private static readonly PaceLimits Ample = new(5, 1_000_000, 1_000_000);
    private WebApplication? app;

    public XeroSandbox Xero => app!.Services.GetRequiredService<XeroSandbox>();

    public QuickBooksSandbox QuickBooks => app!.Services.GetRequiredService<QuickBooksSandbox>();

    public FreeAgentSandbox FreeAgent => app!.Services.GetRequiredService<FreeAgentSandbox>();

    public async Task StartAsync(TimeProvider clock)
    {
        app = SandboxApp.Build(new Uri("http://127.0.0.1:0"), clock, Guid.NewGuid);
        await app.StartAsync();

        // The clock stands still: a rest that a stand-in asked for would never end.
        Xero.Limits = new XeroLimits(1_000, 1_000_000, 1_000_000);
        QuickBooks.Limits = new QuickBooksLimits(1_000_000, 1_000_000);
        FreeAgent.Limits = new FreeAgentLimits(1_000_000, 1_000_000, 1_000_000);
    }

    /// <summary>The settings, pointing to the stand-ins.</summary>
    public DaybookSettings Offered(DaybookSettings settings)
    {
        var address = app!.Urls.First();
        var intuit = new Uri($"{address}/quickbooks");
        return settings with
        {
            Xero = new XeroOptions
            {
                ClientId = XeroSandbox.ClientId, ClientSecret = XeroSandbox.ClientSecret, Authority = new Uri($"{address}/xero/identity"), Api = new Uri($"{address}/xero"), Limits = Ample,
            },
            QuickBooks = new QuickBooksOptions { ClientId = QuickBooksSandbox.ClientId, ClientSecret = QuickBooksSandbox.ClientSecret, Authority = intuit, Api = intuit, Limits = Ample },
            FreeAgent = new FreeAgentOptions { ClientId = FreeAgentSandbox.ClientId, ClientSecret = FreeAgentSandbox.ClientSecret, Api = new Uri($"{address}/freeagent"), Limits = Ample },
        };
    }

    /// <summary>What the accounts of a platform's first organisation hold, by name.</summary>
    public IReadOnlyDictionary<string, decimal> TrialBalance(string platform) => platform switch
    {
        "gbol" => Xero.Organisations[0].TrialBalance(),
        "qhyg" => QuickBooks.Companies[0].TrialBalance(),
        "fbrh" => FreeAgent.Companies[0].TrialBalance(),
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "No stand-in has this key."),
    };

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
