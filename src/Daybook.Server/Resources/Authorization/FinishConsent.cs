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
        ConsentPages pages,
        DaybookSettings settings,
        ILogger<ConsentPages> log,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        string? Given(string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
        var state = Given("state") ?? "";
        if (platforms.Find(platformKey) is not IOAuthPlatform platform || !ConsentCookie.Holds(context, state)
            || await consents.TakeAsync<ConsentInProgress>(state, clock.Now(), cancellationToken) is not { } begun)
        {
            return await pages.StaleAsync(context);
        }

        ConsentCookie.Clear(context);
        if (Given("code") is not { } code)
        {
            var key = Given("error") == "access_denied" ? "flow-consent-denied" : "flow-consent-refused";
            return await pages.TellAsync(context, StatusCodes.Status400BadRequest, key, begun.Body.Flow, platform.Name, Given("error") ?? "?");
        }

        try
        {
            if (await oauth.ExchangeAsync(platform.App, StartConsent.CallbackOf(settings, platform), code, begun.Body.Verifier, cancellationToken) is not { } tokens)
            {
                return await pages.TellAsync(context, StatusCodes.Status400BadRequest, "flow-consent-spent", begun.Body.Flow, platform.Name);
            }

            var organisations = await platform.ReadOrganisationsAsync(tokens.AccessToken, Given, cancellationToken);
            var opened = begun.Body with { Tokens = tokens, TokensFrom = clock.Now(), Organisations = organisations };
            return organisations.Count switch
            {
                0 => await pages.TellAsync(context, StatusCodes.Status400BadRequest, "flow-consent-empty", opened.Flow, platform.Name),
                1 => await linking.LinkAsync(context, platform, begun.Connection, opened.For(organisations[0]), opened.Flow, cancellationToken),
                _ => await AskAsync(context, platform, consents, pages, settings, begun.Connection, opened, clock, cancellationToken),
            };
        }
        catch (PlatformUnavailableException unavailable)
        {
            log.LogWarning(unavailable, "A consent of {Platform} could not be finished", platform.Key);
            return await pages.TellAsync(context, StatusCodes.Status503ServiceUnavailable, "flow-consent-unavailable", begun.Body.Flow, platform.Name);
        }
    }

    private static async Task<IResult> AskAsync(
        HttpContext context,
        IOAuthPlatform platform,
        ConsentStore consents,
        ConsentPages pages,
        DaybookSettings settings,
        Guid connection,
        ConsentInProgress opened,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var state = Security.ApiKeys.Generate();
        await consents.AddAsync(state, connection, clock.Now() + StartConsent.Life, clock.Now(), opened, cancellationToken);
        ConsentCookie.Set(context, state, settings.LinkTo("").Scheme == Uri.UriSchemeHttps);
        return await pages.AskAsync(context, $"{context.Request.PathBase}/oauth/{platform.Key}/organisation", state, platform.Name, opened.Organisations);
    }
}
