using Daybook.Syncing;

namespace Daybook.Platforms.OAuth;

/// <summary>A platform whose books open by the merchant's consent on the platform's own page.</summary>
public interface IOAuthPlatform : IAccountingPlatform
{
    OAuthApp App { get; }

    /// <summary>The organisations that a consent opened.</summary>
    /// <param name="accessToken">The token that the consent gave.</param>
    /// <param name="callback">A value of the address that the platform sent the merchant back to, by name; null where there is none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<IReadOnlyList<Organisation>> ReadOrganisationsAsync(string accessToken, Func<string, string?> callback, CancellationToken cancellationToken);

    /// <summary>Takes the consent for a connection's organisation back on the platform, as far as it still stands.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task DisconnectAsync(Guid connection, CancellationToken cancellationToken);
}
