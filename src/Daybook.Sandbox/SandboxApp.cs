using Daybook.Sandbox.Calls;
using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.Xero;

namespace Daybook.Sandbox;

/// <summary>Stand-ins for accounting platforms, to develop and demonstrate against: their consent pages, their answers and their refusals. One folder a platform.</summary>
public static class SandboxApp
{
    /// <summary>The stand-ins, ready to be started.</summary>
    /// <param name="url">Where they listen, http.</param>
    /// <param name="clock">The time.</param>
    /// <param name="newId">Makes ids.</param>
    /// <param name="database">The file that keeps what they were told: started again, they are what they were. Null: they keep it in memory.</param>
    public static WebApplication Build(Uri url, TimeProvider clock, Func<Guid> newId, string? database = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url.GetLeftPart(UriPartial.Authority));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(new CallClock(clock));
        builder.Services.AddSingleton<Func<Guid>>(() => SandboxCall.Current?.NewId() ?? newId());
        builder.Services.AddSingleton<XeroSandbox>();
        builder.Services.AddSingleton<QuickBooksSandbox>();
        builder.Services.AddSingleton<FreeAgentSandbox>();
        builder.Services.AddSingleton<Slowness>();
        var app = builder.Build();
        app.Use(next => context => context.RequestServices.GetRequiredService<Slowness>().HandleAsync(context, next));
        if (database is not null)
        {
            app.KeepCalls(new CallLog(database, clock, newId, app.Services));
        }

        app.UseRouting();
        app.MapXero();
        app.MapQuickBooks();
        app.MapFreeAgent();
        return app;
    }

    private static void KeepCalls(this WebApplication app, CallLog log)
    {
        app.Lifetime.ApplicationStopped.Register(log.Dispose);
        log.Open(() =>
        {
            app.Services.GetRequiredService<XeroSandbox>();
            app.Services.GetRequiredService<QuickBooksSandbox>();
            app.Services.GetRequiredService<FreeAgentSandbox>();
        });
        app.Use(log.Between);
    }
}
