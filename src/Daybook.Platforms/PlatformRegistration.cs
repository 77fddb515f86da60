using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Platforms.PlainText;
using Daybook.Platforms.QuickBooks;
using Daybook.Platforms.Tryton;
using Daybook.Platforms.Xero;
using Daybook.Syncing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Daybook.Platforms;

/// <summary>What the platforms need to know of the place they run in.</summary>
public sealed record PlatformOptions
{
    /// <summary>The folder that holds what the server keeps; the plain-text books lie in its <c>books</c> folder. It is made when first needed.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How this server is registered with Xero; null: Xero is not offered.</summary>
    public XeroOptions? Xero { get; init; }

    /// <summary>How this server is registered with Intuit; null: QuickBooks Online is not offered.</summary>
    public QuickBooksOptions? QuickBooks { get; init; }

    /// <summary>How this server is registered with FreeAgent; null: FreeAgent is not offered.</summary>
    public FreeAgentOptions? FreeAgent { get; init; }

    /// <summary>How merchants' Tryton servers are called; null: Tryton is not offered.</summary>
    public TrytonOptions? Tryton { get; init; }
}

public static class PlatformRegistration
{
    /// <summary>
    /// Registers every platform as <see cref="IAccountingPlatform"/>, and <see cref="PlainTextBooks"/> also as itself; those that open by consent, where this server
    /// is registered with them, also as <see cref="IOAuthPlatform"/>. They need an <see cref="IAuthorizationStore"/> and the clock.
    /// </summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services, PlatformOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<PlainTextBooks>();
        services.AddSingleton<IAccountingPlatform>(provider => provider.GetRequiredService<PlainTextBooks>());

        // Whatever else is logged of a call, its secrets are not.
        services.AddTransient<CountedCalls>();
        services.ConfigureHttpClientDefaults(client => client.RedactLoggedHeaders(["Authorization", "Set-Cookie", "Cookie"]).AddHttpMessageHandler<CountedCalls>());
        services.AddHttpClient(OAuthClient.Client);
        services.AddSingleton<OAuthClient>();
        if (options.Xero is { } xero)
        {
            services.AddHttpClient(XeroCalls.Client);
            services.TryAddSingleton<AccessTokens>();
            services.AddSingleton(xero);
            services.AddSingleton<XeroBooks>();
            services.AddSingleton<IAccountingPlatform>(provider => provider.GetRequiredService<XeroBooks>());
            services.AddSingleton<IOAuthPlatform>(provider => provider.GetRequiredService<XeroBooks>());
        }

        if (options.QuickBooks is { } quickBooks)
        {
            services.AddHttpClient(QuickBooksCalls.Client);
            services.TryAddSingleton<AccessTokens>();
            services.AddSingleton(quickBooks);
            services.AddSingleton<QuickBooksBooks>();
            services.AddSingleton<IAccountingPlatform>(provider => provider.GetRequiredService<QuickBooksBooks>());
            services.AddSingleton<IOAuthPlatform>(provider => provider.GetRequiredService<QuickBooksBooks>());
        }

        if (options.FreeAgent is { } freeAgent)
        {
            services.AddHttpClient(FreeAgentCalls.Client);
            services.TryAddSingleton<AccessTokens>();
            services.AddSingleton(freeAgent);
            services.AddSingleton<FreeAgentBooks>();
            services.AddSingleton<IAccountingPlatform>(provider => provider.GetRequiredService<FreeAgentBooks>());
            services.AddSingleton<IOAuthPlatform>(provider => provider.GetRequiredService<FreeAgentBooks>());
        }

        if (options.Tryton is { } tryton)
        {
            services.AddHttpClient(TrytonCalls.Client).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = tryton.Connect,
            });
            services.AddSingleton(tryton);
            services.AddSingleton<TrytonBooks>();
            services.AddSingleton<IAccountingPlatform>(provider => provider.GetRequiredService<TrytonBooks>());
        }

        return services;
    }
}
