using Daybook.Server.SyncFlow.Desk;
using Daybook.Server.SyncFlow.Drafts;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.SyncFlow.Stages;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;

namespace Daybook.Server.SyncFlow.Overview;

/// <summary>The last look before what was chosen counts.</summary>
internal static class ReviewFlow
{
    public static async Task<IResult> ShowAsync(HttpContext context, FlowPreviews previews, CancellationToken cancellationToken) =>
        await PageAsync(context.Visit(), previews, StatusCodes.Status200OK, cancellationToken);

    public static async Task<IResult> ApplyAsync(
        HttpContext context, FlowPreviews previews, FlowDrafts drafts, ConfigurationStore configurations, SyncCalendar calendar, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (!visit.IsConnected || Faulty(visit).Count > 0)
        {
            return await PageAsync(visit, previews, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        // A pause that the merchant chose is not ended by new mappings.
        var isOn = !visit.IsConfigured || visit.Choices.Current.Enabled;
        await configurations.SaveAsync(visit.Company.Number, visit.Draft.Configuration with { Configured = true, Enabled = isOn }, cancellationToken);
        await drafts.ForgetAsync(visit.Company.Id, cancellationToken);
        await calendar.LookNowAsync(visit.Company.Id, cancellationToken);
        return Results.LocalRedirect(visit.Home + "?done=1");
    }

    /// <summary>The stages where something is wrong or missing.</summary>
    private static List<Stage> Faulty(FlowVisit visit) => [.. Stage.Forms.Where(stage => StageView.Of(stage, visit).Checked(visit, ShowStage.NoFaults).HasErrors)];

    private static async Task<IResult> PageAsync(FlowVisit visit, FlowPreviews previews, int status, CancellationToken cancellationToken)
    {
        if (!visit.IsConnected)
        {
            return Results.LocalRedirect(visit.LinkTo(Stage.Connect.Name));
        }

        var faulty = Faulty(visit);
        var preview = faulty.Count > 0 ? null : await previews.ReadAsync(visit, cancellationToken);
        return FlowPage.Of<ReviewPage>(visit, new ReviewContent(faulty, preview), status);
    }
}
