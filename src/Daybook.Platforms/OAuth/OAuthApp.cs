namespace Daybook.Platforms.OAuth;

/// <summary>How this server is registered with a platform, and where the platform gives consent and tokens.</summary>
public sealed record OAuthApp
{
    public required string ClientId { get; init; }

    /// <summary>A secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The page on which the merchant consents.</summary>
    public required Uri Authorize { get; init; }

    /// <summary>Where codes and refresh tokens are changed for tokens.</summary>
    public required Uri Token { get; init; }

    /// <summary>Where all consent of a user is taken back; null where the platform has no such address.</summary>
    public Uri? Revocation { get; init; }

    /// <summary>What is asked for, separated by spaces; empty where the platform has nothing to choose from.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Whether the platform takes a proof of key (PKCE, S256) besides the secret.</summary>
    public bool OffersPkce { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"App {ClientId} at {Token.Host}";
}

/// <summary>The merchant's books among those that a consent opens.</summary>
/// <param name="Id">The platform's id of the organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="PlatformConnection">The platform's id of its tie to us, or null.</param>
public sealed record Organisation(string Id, string Name, string? PlatformConnection);

/// <summary>What a platform gives for a code or a refresh token. Secrets.</summary>
/// <param name="AccessToken">Sent with every call.</param>
/// <param name="RefreshToken">Buys the next pair.</param>
/// <param name="Lifetime">How long the access token lives.</param>
public sealed record TokenPair(string AccessToken, string RefreshToken, TimeSpan Lifetime)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"Tokens for {Lifetime}";
}
