using Daybook.Platforms.OAuth;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;

namespace Daybook.Server.Resources.Authorization;

internal static class ChooseOrganisation
{
    /// <summary>The merchant says which of several organisations.</summary>
    public static async Task<IResult> HandleAsync(
        string platformKey, HttpContext context, PlatformNames platforms, ConsentStore consents, Linking linking, ConsentPages pages, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
        {
            return await pages.StaleAsync(context);
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var state = form["state"].ToString();
        if (platforms.Find(platformKey) is not IOAuthPlatform platform || !ConsentCookie.Holds(context, state)
            || await consents.TakeAsync<ConsentInProgress>(state, clock.Now(), cancellationToken) is not { Body: { Tokens: not null } opened } begun)
        {
            return await pages.StaleAsync(context);
        }

        ConsentCookie.Clear(context);
        return opened.Organisations.FirstOrDefault(one => one.Id == form["organisation"]) is { } organisation
            ? await linking.LinkAsync(context, platform, begun.Connection, opened.For(organisation), opened.Flow, cancellationToken)
            : await pages.TellAsync(context, StatusCodes.Status400BadRequest, "flow-consent-foreign", opened.Flow);
    }
}
