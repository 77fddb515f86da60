using Daybook.Platforms.OAuth;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;

namespace Daybook.Server.Resources.Authorization;

internal static class ChooseOrganisation
{
    /// <summary>The merchant says which of several organisations.</summary>
    public static async Task<IResult> HandleAsync(
        string platformKey, HttpContext context, PlatformNames platforms, ConsentStore consents, Linking linking, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
        {
            return ConsentPage.Stale;
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var state = form["state"].ToString();
        if (platforms.Find(platformKey) is not IOAuthPlatform platform || !ConsentCookie.Holds(context, state)
            || await consents.TakeAsync<ConsentInProgress>(state, clock.Now(), cancellationToken) is not { Body: { Tokens: not null } opened } begun)
        {
            return ConsentPage.Stale;
        }

        ConsentCookie.Clear(context);
        return opened.Organisations.FirstOrDefault(one => one.Id == form["organisation"]) is { } organisation
            ? await linking.LinkAsync(platform, begun.Connection, opened.For(organisation), cancellationToken)
            : ConsentPage.Failed(StatusCodes.Status400BadRequest, "That organisation is not among those that your consent opens. Open the link once more.");
    }
}
