using Daybook.Platforms.OAuth;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Authorization;

internal static class FinishConsent
{
    /// <summary>The platform sends the merchant back: changes the code for tokens, and links the connection where there is one organisation; asks which where there are several.</summary>
    public static async Task<IResult> HandleAsync(
        string platformKey,
        HttpContext context,
        PlatformNames platforms,
        ConsentStore consents,
        Linking linking,
        OAuthClient oauth,
        DaybookSettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        string? Given(string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
        var state = Given("state") ?? "";
        if (platforms.Find(platformKey) is not IOAuthPlatform platform || !ConsentCookie.Holds(context, state)
            || await consents.TakeAsync<ConsentInProgress>(state, clock.Now(), cancellationToken) is not { } begun)
        {
            return ConsentPage.Stale;
        }

        ConsentCookie.Clear(context);
        if (Given("code") is not { } code)
        {
            var why = Given("error") == "access_denied" ? $"You did not allow access in {platform.Name}." : $"{platform.Name} gave no access ({Given("error") ?? "no reason"}).";
            return ConsentPage.Failed(StatusCodes.Status400BadRequest, $"{why} Nothing was changed; open the link once more to try again.");
        }

        try
        {
            if (await oauth.ExchangeAsync(platform.App, StartConsent.CallbackOf(settings, platform), code, begun.Body.Verifier, cancellationToken) is not { } tokens)
            {
                return ConsentPage.Failed(StatusCodes.Status400BadRequest, $"{platform.Name} no longer takes this consent. Open the link once more.");
            }

            var organisations = await platform.ReadOrganisationsAsync(tokens.AccessToken, Given, cancellationToken);
            var opened = begun.Body with { Tokens = tokens, TokensFrom = clock.Now(), Organisations = organisations };
            return organisations.Count switch
            {
                0 => ConsentPage.Failed(StatusCodes.Status400BadRequest, $"Your consent opens no organisation in {platform.Name}. Open the link once more and choose one there."),
                1 => await linking.LinkAsync(platform, begun.Connection, opened.For(organisations[0]), cancellationToken),
                _ => await AskAsync(context, platform, consents, settings, begun.Connection, opened, clock, cancellationToken),
            };
        }
        catch (PlatformUnavailableException unavailable)
        {
            return ConsentPage.Failed(StatusCodes.Status503ServiceUnavailable, $"{platform.Name} can't be reached at the moment. Open the link once more in some minutes. ({unavailable.Message})");
        }
    }

    private static async Task<IResult> AskAsync(
        HttpContext context,
        IOAuthPlatform platform,
        ConsentStore consents,
        DaybookSettings settings,
        Guid connection,
        ConsentInProgress opened,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var state = Security.ApiKeys.Generate();
        await consents.AddAsync(state, connection, clock.Now() + StartConsent.Life, clock.Now(), opened, cancellationToken);
        ConsentCookie.Set(context, state, settings.LinkTo("").Scheme == Uri.UriSchemeHttps);
        return ConsentPage.Choice($"{context.Request.PathBase}/oauth/{platform.Key}/organisation", state, platform.Name, opened.Organisations);
    }
}
