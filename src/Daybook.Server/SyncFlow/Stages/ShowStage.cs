using Daybook.Server.Resources.Authorization;
using Daybook.Server.Resources.Companies;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Pages;

namespace Daybook.Server.SyncFlow.Stages;

internal static class ShowStage
{
    public static readonly IReadOnlyDictionary<string, string> NoFaults = new Dictionary<string, string>();

    public static IResult Handle(HttpContext context, Stage stage, CompanyShape shape)
    {
        var visit = context.Visit();
        if (stage == Stage.Connect || !visit.IsConnected)
        {
            var link = visit.Accounting is { Status: not Syncing.ConnectionStatus.Linked } waiting ? shape.Of(visit.Company, waiting) : null;
            return FlowPage.Of<ConnectPage>(visit, link is null ? null : new Uri($"{link.LinkUrl}?{StartConsent.FromFlow}=1"));
        }

        var view = StageView.Of(stage, visit);

        // Who has been here before sees what has become wrong meanwhile.
        return FlowPage.Of<StagePage>(visit, visit.IsConfigured || stage.IsDone(visit) ? view.Checked(visit, NoFaults) : view);
    }
}
