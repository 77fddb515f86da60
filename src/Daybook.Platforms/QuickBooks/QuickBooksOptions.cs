using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;

namespace Daybook.Platforms.QuickBooks;

/// <summary>How this server is registered with Intuit, and where QuickBooks Online is.</summary>
public sealed record QuickBooksOptions
{
    /// <summary>Where Intuit's own sandbox companies are, which development keys open.</summary>
    public static readonly Uri SandboxApi = new("https://sandbox-quickbooks.api.intuit.com");

    public required string ClientId { get; init; }

    /// <summary>A secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What consent, token and revocation addresses begin with; null: Intuit's own.</summary>
    public Uri? Authority { get; init; }

    /// <summary>What the addresses of the API begin with; default <c>https://quickbooks.api.intuit.com</c>, which takes production keys only: development keys need <see cref="SandboxApi"/>.</summary>
    public Uri Api { get; init; } = new("https://quickbooks.api.intuit.com");

    /// <summary>Calls to one company; the default is what Intuit allows an app.</summary>
    public PaceLimits Limits { get; init; } = new(Concurrent: 10, PerMinute: 500, PerDay: int.MaxValue, PerSecond: 10);

    /// <summary>Of the calls to one company those that bring several things at once; the default is what Intuit allows an app.</summary>
    public PaceLimits BatchLimits { get; init; } = new(Concurrent: 10, PerMinute: 40, PerDay: int.MaxValue);

    /// <summary>Calls to all companies together: Intuit sets no limit for these but the month's.</summary>
    public PaceLimits AppLimits { get; init; } = new(Concurrent: 500, PerMinute: int.MaxValue, PerDay: int.MaxValue);

    /// <summary>How long an answer is waited for: Intuit gives a call up after two minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long a company is left alone that was called too fast, where the answer does not say: a minute, as Intuit asks.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The app, with the addresses of consent and tokens.</summary>
    public OAuthApp ToApp() => new()
    {
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        Authorize = Address("connect/oauth2", "https://appcenter.intuit.com/connect/oauth2"),
        Token = Address("oauth2/v1/tokens/bearer", "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"),
        Revocation = Address("v2/oauth2/tokens/revoke", "https://developer.api.intuit.com/v2/oauth2/tokens/revoke"),
        Scope = "com.intuit.quickbooks.accounting",
    };

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"QuickBooks app {ClientId} at {Api}";

    private Uri Address(string path, string own) => Authority is { } authority ? new Uri($"{authority.AbsoluteUri.TrimEnd('/')}/{path}") : new Uri(own);
}
