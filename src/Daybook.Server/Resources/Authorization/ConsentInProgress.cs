using Daybook.Platforms.OAuth;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Resources.Authorization;

/// <summary>What must be known when the merchant's browser comes back.</summary>
/// <param name="Verifier">The proof of key that goes with the code.</param>
/// <param name="Tokens">What the code was changed for; null before it was.</param>
/// <param name="TokensFrom">When that was.</param>
/// <param name="Organisations">What there is to choose from; empty before the code was changed.</param>
internal sealed record ConsentInProgress(string Verifier, TokenPair? Tokens, Instant TokensFrom, IReadOnlyList<Organisation> Organisations)
{
    /// <summary>The company whose pages the merchant came from and goes back to; null: none.</summary>
    public Guid? Flow { get; init; }

    /// <summary>The authorization for one of the organisations.</summary>
    public Syncing.Authorization For(Organisation organisation) => new()
    {
        AccessToken = Tokens!.AccessToken,
        AccessExpiresAt = TokensFrom + Duration.FromTimeSpan(Tokens.Lifetime),
        RefreshToken = Tokens.RefreshToken,
        Organisation = organisation.Id,
        OrganisationName = organisation.Name,
        PlatformConnection = organisation.PlatformConnection,
    };
}
