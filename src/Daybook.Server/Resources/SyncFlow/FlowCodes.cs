using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;
using NodaTime;

namespace Daybook.Server.Resources.SyncFlow;

/// <summary>The one-time codes that let merchants into their pages.</summary>
internal sealed class FlowCodes(FlowCodeStore store, ApiKeyMaker maker, GuessLimit guesses, TimeProvider clock)
{
    /// <summary>How long a code is good.</summary>
    public static readonly Duration Lifetime = Duration.FromSeconds(30);

    /// <summary>A code of 256 random bits for one entry; stored by its hash alone.</summary>
    public async Task<string> IssueAsync(FlowGrant grant, CancellationToken cancellationToken)
    {
        var code = maker.Make();
        await store.AddAsync(Security.ApiKeys.HashOf(code), grant, clock.Now() + Lifetime, cancellationToken);
        return code;
    }

    /// <summary>Lets in who has a code that is good, for the platforms that it was made for. The code is used up by any attempt.</summary>
    /// <param name="code">The code.</param>
    /// <param name="commerceKey">The commerce platform that the page's address names.</param>
    /// <param name="accountingKey">The accounting platform that the page's address names.</param>
    /// <param name="visitor">Where the attempt comes from, such as an IP address: who guesses too often is not listened to for a while.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the code lets in to; null: nothing.</returns>
    public async Task<FlowGrant?> RedeemAsync(string code, string commerceKey, string accountingKey, string visitor, CancellationToken cancellationToken)
    {
        if (!guesses.MayTry(visitor))
        {
            return null;
        }

        var grant = await store.TakeAsync(Security.ApiKeys.HashOf(code), clock.Now(), cancellationToken);
        if (grant is not null && grant.CommerceKey == commerceKey && grant.AccountingKey == accountingKey)
        {
            return grant;
        }

        guesses.Missed(visitor);
        return null;
    }
}
