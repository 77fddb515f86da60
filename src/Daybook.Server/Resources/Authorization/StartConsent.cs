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
    /// <summary>Says in a link that the merchant comes from the company's pages.</summary>
    public const string FromFlow = "flow";

    public static readonly Duration Life = Duration.FromMinutes(30);

    /// <summary>Sends the merchant to the platform's page of consent. Once a connection is linked its link does nothing more.</summary>
    public static async Task<IResult> HandleAsync(
        string companyId,
        string connectionId,
        HttpContext context,
        Registry registry,
        PlatformNames platforms,
        ConsentStore consents,
        ConsentPages pages,
        DaybookSettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return await NothingThereAsync(context, pages, Fault.NoCompany(companyId));
        }

        if (await registry.ConnectionAsync(company, connectionId, cancellationToken) is not { } connection)
        {
            return await NothingThereAsync(context, pages, Fault.NoConnection(connectionId));
        }

        Guid? flow = context.Request.Query[FromFlow] == "1" ? company.Id : null;
        if (connection.Status == ConnectionStatus.Linked)
        {
            return await pages.TellAsync(context, StatusCodes.Status200OK, "flow-consent-already", flow, platforms.NameOf(connection.PlatformKey));
        }

        if (platforms.Find(connection.PlatformKey) is TrytonBooks tryton)
        {
            return await SignInToTryton.AskAsync(context, tryton, consents, pages, settings, new SignInInProgress(company.Id, connection.Id, flow is not null), _ => null, null, clock, cancellationToken);
        }

        if (platforms.Find(connection.PlatformKey) is not IOAuthPlatform platform)
        {
            return await pages.TellAsync(context, StatusCodes.Status409Conflict, "flow-consent-unregistered", flow, platforms.NameOf(connection.PlatformKey));
        }

        var (state, verifier) = (Security.ApiKeys.Generate(), Security.ApiKeys.Generate());
        var now = clock.Now();
        await consents.AddAsync(state, connection.Id, now + Life, now, new ConsentInProgress(verifier, null, now, []) { Flow = flow }, cancellationToken);
        ConsentCookie.Set(context, state, settings.LinkTo("").Scheme == Uri.UriSchemeHttps);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(OAuthClient.ConsentAddress(platform.App, CallbackOf(settings, platform), state, verifier).AbsoluteUri);
    }

    /// <summary>A page for a browser; a program that follows the link is answered as everywhere.</summary>
    private static async Task<IResult> NothingThereAsync(HttpContext context, ConsentPages pages, Fault fault) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        ? await pages.TellAsync(context, StatusCodes.Status404NotFound, "flow-consent-gone", null)
        : fault;

    /// <summary>Where the platform sends the merchant back to; it must be registered there.</summary>
    public static Uri CallbackOf(DaybookSettings settings, IOAuthPlatform platform) => settings.LinkTo($"oauth/{platform.Key}/callback");
}
