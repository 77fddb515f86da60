using Daybook.Server.Resources.Companies;
using Daybook.Server.SyncFlow.Pages;

namespace Daybook.Server.SyncFlow.Overview;

internal static class RemoveShop
{
    /// <summary>Erases the company, where the merchant has typed its name.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, CompanyErasure erasure, FlowOverviews overviews, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (!string.Equals(context.Request.Form["name"].ToString().Trim(), visit.Company.Name.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            var content = await ShowOverview.ContentAsync(visit, overviews, isNew: false, cancellationToken);
            return FlowPage.Of<OverviewPage>(visit, content with { IsWrongName = true }, StatusCodes.Status422UnprocessableEntity);
        }

        await erasure.EraseAsync(visit.Company, cancellationToken);
        return FlowPage.Message(visit.Front, StatusCodes.Status200OK, "flow-deleted");
    }
}
