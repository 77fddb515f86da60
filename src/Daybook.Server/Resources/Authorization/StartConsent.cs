using Daybook.Platforms.OAuth;
using Daybook.Platforms.Tryton;
using Daybook.Server.Errors;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Resources.Authorization;

internal static class StartConsent
{
    public static readonly Duration Life = Duration.FromMinutes(30);

    /// <summary>Sends the merchant to the platform's page of consent. Once a connection is linked its link does nothing more.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        PlatformNames platforms,
        ConsentStore consents,
        DaybookSettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return NothingThere(context, Fault.NoCompany(companyId));
        }

        if (await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection)
        {
            return NothingThere(context, Fault.NoConnection(connectionId));
        }

        if (connection.Status == ConnectionStatus.Linked)
        {
            return ConsentPage.Told("Connected", $"{platforms.NameOf(connection.PlatformKey)} is connected already: there is nothing to do.");
        }

        if (platforms.Find(connection.PlatformKey) is TrytonBooks tryton)
        {
            return await SignInToTryton.AskAsync(context, tryton, consents, settings, (company.Id, connection.Id), _ => null, null, clock, cancellationToken);
        }

        if (platforms.Find(connection.PlatformKey) is not IOAuthPlatform platform)
        {
            return ConsentPage.Failed(StatusCodes.Status409Conflict, $"{platforms.NameOf(connection.PlatformKey)} can't be connected here: this server is not registered with it.");
        }

        var (state, verifier) = (Security.ApiKeys.Generate(), Security.ApiKeys.Generate());
        var now = clock.Now();
        await consents.AddAsync(state, connection.Id, now + Life, now, new ConsentInProgress(verifier, null, now, []), cancellationToken);
        ConsentCookie.Set(context, state, settings.LinkTo("").Scheme == Uri.UriSchemeHttps);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(OAuthClient.ConsentAddress(platform.App, CallbackOf(settings, platform), state, verifier).AbsoluteUri);
    }

    /// <summary>A page for a browser; a program that follows the link is answered as everywhere.</summary>
    private static IResult NothingThere(HttpContext context, Fault fault) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        ? ConsentPage.Failed(StatusCodes.Status404NotFound, "There is nothing to connect at this address. Ask whoever gave you the link for a new one.")
        : fault;

    /// <summary>Where the platform sends the merchant back to; it must be registered there.</summary>
    public static Uri CallbackOf(DaybookSettings settings, IOAuthPlatform platform) => settings.LinkTo($"oauth/{platform.Key}/callback");
}
