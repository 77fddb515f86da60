using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.AspNetCore.Antiforgery;

namespace Daybook.Server.SyncFlow.Platforms;

/// <summary>The page on which a merchant says where the books are kept. Whoever knows the company's id may open it: it leads to consent, and shows nothing of the company but its name.</summary>
internal static class ChoosePlatform
{
    public static async Task<IResult> ShowAsync(
        Guid companyId,
        HttpContext context,
        FlowFronts fronts,
        Registry registry,
        ConnectionStore connections,
        PlatformNames platforms,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken)
    {
        var front = await fronts.ReadAsync(context, cancellationToken);
        FlowHeaders.Write(context.Response.Headers, front.Brand);
        if (await registry.CompanyAsync(companyId.ToString(), cancellationToken) is not { } company)
        {
            return FlowPage.Message(front, StatusCodes.Status404NotFound, "flow-consent-gone");
        }

        var linked = (await connections.ListAsync(company.Number, cancellationToken)).FirstOrDefault(tie => tie is { Source: ConnectionSource.Accounting, Status: ConnectionStatus.Linked });
        var isEmbedded = context.Request.Query.ContainsKey("embed");
        return FlowPage.Of<PlatformsPage>(front, new PlatformsContent
        {
            Company = company.Name,
            Home = context.Request.PathBase + context.Request.Path,
            Images = context.Request.PathBase + "/branding",
            Token = isEmbedded ? "" : antiforgery.GetAndStoreTokens(context).RequestToken!,
            Platforms = [.. platforms.Accounting.OrderBy(platform => platform.Name, StringComparer.OrdinalIgnoreCase)],
            Linked = linked is null ? null : platforms.NameOf(linked.PlatformKey),
            IsEmbedded = isEmbedded,
        });
    }
}
