using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;

namespace Daybook.Platforms.Xero;

/// <summary>How this server is registered with Xero, and where Xero is.</summary>
public sealed record XeroOptions
{
    private const string Scopes =
        "offline_access accounting.invoices accounting.payments accounting.banktransactions accounting.manualjournals accounting.contacts accounting.settings";

    public required string ClientId { get; init; }

    /// <summary>A secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What consent, token and revocation addresses begin with; null: Xero's own.</summary>
    public Uri? Authority { get; init; }

    /// <summary>What the addresses of the API begin with; default <c>https://api.xero.com</c>.</summary>
    public Uri Api { get; init; } = new("https://api.xero.com");

    /// <summary>Calls to one organisation; the default is what Xero allows apps of its upper tiers. Apps of the Starter tier have 1,000 a day.</summary>
    public PaceLimits Limits { get; init; } = new(Concurrent: 5, PerMinute: 60, PerDay: 5_000);

    /// <summary>Calls to all organisations together.</summary>
    public PaceLimits AppLimits { get; init; } = new(Concurrent: 500, PerMinute: 10_000, PerDay: int.MaxValue);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The app, with the addresses of consent and tokens.</summary>
    public OAuthApp ToApp() => new()
    {
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        Authorize = Address("connect/authorize", "https://login.xero.com/identity/connect/authorize"),
        Token = Address("connect/token", "https://identity.xero.com/connect/token"),
        Revocation = Address("connect/revocation", "https://identity.xero.com/connect/revocation"),
        Scope = Scopes,
    };

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"Xero app {ClientId} at {Api}";

    private Uri Address(string path, string own) => Authority is { } authority ? new Uri($"{authority.AbsoluteUri.TrimEnd('/')}/{path}") : new Uri(own);
}
