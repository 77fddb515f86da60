using NodaTime;

namespace Daybook.Syncing;

/// <summary>What lets us into a merchant's books: the tokens of a consent (OAuth 2.0), or a login in the place of the refresh token. These are secrets: they are never written to a log.</summary>
public sealed record Authorization
{
    /// <summary>Sent with every call; lives for minutes.</summary>
    public required string AccessToken { get; init; }

    public required Instant AccessExpiresAt { get; init; }

    /// <summary>Buys the next access token; on most platforms each can be used once.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>The refresh token before: platforms take it for a while longer, in case their answer was lost; null where there is none.</summary>
    public string? PreviousRefreshToken { get; init; }

    /// <summary>The platform's id of the organisation whose books these are.</summary>
    public required string Organisation { get; init; }

    public required string OrganisationName { get; init; }

    /// <summary>The platform's id of its tie to us, where it has one, to cut it with; else null.</summary>
    public string? PlatformConnection { get; init; }

    /// <summary>Counts the changes in the store; 0 until it is stored.</summary>
    public int Version { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"Authorization for {OrganisationName} ({Organisation}), version {Version}";
}

/// <summary>Keeps the authorizations of connections, encrypted.</summary>
public interface IAuthorizationStore
{
    /// <summary>The authorization of a connection; null where it has none.</summary>
    Task<Authorization?> FindAsync(Guid connection, CancellationToken cancellationToken);

    /// <summary>Stores a new authorization over what may be there.</summary>
    Task SaveAsync(Guid connection, Authorization authorization, CancellationToken cancellationToken);

    /// <summary>Stores new tokens, but only over the version that they were made from: of several that refresh at once, one wins.</summary>
    /// <returns>What is stored now: the new one, or what another stored meanwhile; null where it is gone.</returns>
    Task<Authorization?> ReplaceAsync(Guid connection, Authorization known, Authorization next, CancellationToken cancellationToken);

    /// <summary>Marks a Linked connection as Deauthorized: the merchant has to connect it again.</summary>
    Task DeauthorizeAsync(Guid connection, CancellationToken cancellationToken);

    /// <summary>Forgets the authorization of a connection; nothing happens where there is none.</summary>
    Task DeleteAsync(Guid connection, CancellationToken cancellationToken);
}
