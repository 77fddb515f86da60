using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;

namespace Daybook.Platforms.FreeAgent;

/// <summary>How this server is registered with FreeAgent, and where FreeAgent is.</summary>
public sealed record FreeAgentOptions
{
    public required string ClientId { get; init; }

    /// <summary>A secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What all addresses begin with; default <c>https://api.freeagent.com</c>. FreeAgent's own sandbox is <c>https://api.sandbox.freeagent.com</c>.</summary>
    public Uri Api { get; init; } = new("https://api.freeagent.com");

    /// <summary>Calls to one company; the default is what FreeAgent allows each user of an app.</summary>
    public PaceLimits Limits { get; init; } = new(Concurrent: 4, PerMinute: 120, PerDay: int.MaxValue, PerHour: 3_600);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The app, with the addresses of consent and tokens. FreeAgent has no scopes: a token may do what its user may.</summary>
    public OAuthApp ToApp() => new() { ClientId = ClientId, ClientSecret = ClientSecret, Authorize = Address("approve_app"), Token = Address("token_endpoint") };

    /// <summary>An address of the API.</summary>
    /// <param name="path">Behind the version, with its query.</param>
    public Uri Address(string path) => new($"{Api.AbsoluteUri.TrimEnd('/')}/v2/{path}");

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"FreeAgent app {ClientId} at {Api}";
}
