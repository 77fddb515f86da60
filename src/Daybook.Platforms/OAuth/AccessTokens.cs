using System.Collections.Concurrent;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Platforms.OAuth;

/// <summary>
/// Hands out access tokens that are still good, and refreshes them: one refresh a connection at a time, the new pair stored before it is used.
/// Where the platform no longer takes the refresh token, another server may have used it: what is stored is read once more before the connection counts as Deauthorized.
/// </summary>
public sealed class AccessTokens(IAuthorizationStore store, OAuthClient client, TimeProvider time)
{
    /// <summary>A token with less life than this is refreshed before it is used.</summary>
    private static readonly Duration Margin = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> refreshing = [];

    /// <summary>An authorization whose access token is good for the next call.</summary>
    /// <param name="app">The platform's app.</param>
    /// <param name="connection">The connection's id.</param>
    /// <param name="refused">An access token that the platform did not take, whatever its date says; null: none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PlatformNotAuthorizedException">The merchant has to connect again.</exception>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public async Task<Authorization> GetAsync(OAuthApp app, Guid connection, string? refused, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(connection, cancellationToken);
        if (IsGood(stored, refused))
        {
            return stored;
        }

        var turn = refreshing.GetOrAdd(connection, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            stored = await FindAsync(connection, cancellationToken);
            return IsGood(stored, refused) ? stored : await RefreshAsync(app, connection, stored, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The merchant has to connect again: the connection is marked so.</summary>
    /// <returns>The fault to throw.</returns>
    public async Task<PlatformNotAuthorizedException> DeauthorizeAsync(Guid connection, CancellationToken cancellationToken)
    {
        await store.DeauthorizeAsync(connection, cancellationToken);
        return new PlatformNotAuthorizedException("The accounting software no longer lets us in: connect it again.");
    }

    private async Task<Authorization> RefreshAsync(OAuthApp app, Guid connection, Authorization known, CancellationToken cancellationToken)
    {
        var pair = await client.RefreshAsync(app, known.RefreshToken, cancellationToken);
        if (pair is null)
        {
            var again = await FindAsync(connection, cancellationToken);
            if (again.Version != known.Version)
            {
                return IsGood(again, null) ? again : throw await DeauthorizeAsync(connection, cancellationToken);
            }

            pair = known.PreviousRefreshToken is { } previous ? await client.RefreshAsync(app, previous, cancellationToken) : null;
        }

        if (pair is null)
        {
            throw await DeauthorizeAsync(connection, cancellationToken);
        }

        var next = known with
        {
            AccessToken = pair.AccessToken,
            AccessExpiresAt = time.GetUtcNow().ToInstant() + Duration.FromTimeSpan(pair.Lifetime),
            RefreshToken = pair.RefreshToken,
            PreviousRefreshToken = known.RefreshToken,
        };

        // What has been bought must be kept, also where the caller has gone meanwhile.
        return await store.ReplaceAsync(connection, known, next, CancellationToken.None) ?? throw await DeauthorizeAsync(connection, CancellationToken.None);
    }

    private bool IsGood(Authorization authorization, string? refused) =>
        authorization.AccessToken != refused && authorization.AccessExpiresAt - Margin > time.GetUtcNow().ToInstant();

    private async Task<Authorization> FindAsync(Guid connection, CancellationToken cancellationToken) =>
        await store.FindAsync(connection, cancellationToken) ?? throw await DeauthorizeAsync(connection, cancellationToken);
}
