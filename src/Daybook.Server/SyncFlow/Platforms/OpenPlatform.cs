using Daybook.Server.Requests;
using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.AspNetCore.Antiforgery;

namespace Daybook.Server.SyncFlow.Platforms;

/// <summary>Leads from a platform's button to its page of consent.</summary>
internal static class OpenPlatform
{
    /// <summary>Follows a link: only to where the merchant is asked, for a link may be followed by others than its reader.</summary>
    public static async Task<IResult> FollowAsync(
        Guid companyId, string platformKey, HttpContext context, PlatformTies ties, ConsentPages pages, CancellationToken cancellationToken) =>
        await ties.FindAsync(companyId, platformKey, cancellationToken) switch
        {
            null => await pages.TellAsync(context, StatusCodes.Status404NotFound, "flow-consent-gone", null),
            { Platform.LinksAtOnce: true } => Results.LocalRedirect($"{context.Request.PathBase}/link/company/{companyId}"),
            var tie => await OpenAsync(context, ties, tie, pages, cancellationToken),
        };

    /// <summary>Presses a button.</summary>
    public static async Task<IResult> PressAsync(
        Guid companyId, string platformKey, HttpContext context, PlatformTies ties, ConsentPages pages, IAntiforgery antiforgery, CancellationToken cancellationToken) =>
        !context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context)
            ? await pages.TellAsync(context, StatusCodes.Status400BadRequest, "flow-forged", null)
            : await ties.FindAsync(companyId, platformKey, cancellationToken) is { } tie
                ? await OpenAsync(context, ties, tie, pages, cancellationToken)
                : await pages.TellAsync(context, StatusCodes.Status404NotFound, "flow-consent-gone", null);

    private static async Task<IResult> OpenAsync(HttpContext context, PlatformTies ties, PlatformTie tie, ConsentPages pages, CancellationToken cancellationToken)
    {
        if (tie.Linked is { } linked)
        {
            var isThis = linked.PlatformKey == tie.Platform.Key;
            return await pages.TellAsync(
                context, isThis ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, isThis ? "flow-consent-already" : "flow-consent-second", null, tie.Platform.Name);
        }

        if (await ties.OpenAsync(tie, cancellationToken) is not { } connection)
        {
            return await pages.TellAsync(context, StatusCodes.Status409Conflict, "flow-consent-second", null);
        }

        return connection.Status == ConnectionStatus.Linked
            ? Results.LocalRedirect($"{context.Request.PathBase}/link/company/{tie.Company.Id}")
            : Results.LocalRedirect($"{context.Request.PathBase}/companies/{tie.Company.Id}/connections/{connection.Id}/start");
    }
}
