using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.Xero;

namespace Daybook.Sandbox;

/// <summary>Stand-ins for accounting platforms, to develop and demonstrate against: their consent pages, their answers and their refusals. One folder a platform.</summary>
public static class SandboxApp
{
    /// <summary>The stand-ins, ready to be started; each keeps its books in memory.</summary>
    /// <param name="url">Where they listen, http.</param>
    /// <param name="clock">The time.</param>
    /// <param name="newId">Makes ids.</param>
    public static WebApplication Build(Uri url, TimeProvider clock, Func<Guid> newId)
    {
        ArgumentNullException.ThrowIfNull(url);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url.GetLeftPart(UriPartial.Authority));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(newId);
        builder.Services.AddSingleton<XeroSandbox>();
        builder.Services.AddSingleton<QuickBooksSandbox>();
        builder.Services.AddSingleton<FreeAgentSandbox>();
        builder.Services.AddSingleton<Slowness>();
        var app = builder.Build();
        app.Use(next => context => context.RequestServices.GetRequiredService<Slowness>().HandleAsync(context, next));
        app.MapXero();
        app.MapQuickBooks();
        app.MapFreeAgent();
        return app;
    }
}
