using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;

namespace Daybook.Server.SyncFlow.Overview;

internal static class SwitchSync
{
    /// <summary>Pauses the sync, or lets it run again.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, ConfigurationStore configurations, SyncCalendar calendar, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        if (visit.IsConfigured)
        {
            await configurations.SaveAsync(visit.Company.Number, visit.Choices.Current with { Enabled = context.Request.Form["on"] == "true" }, cancellationToken);
            await calendar.LookNowAsync(visit.Company.Id, cancellationToken);
        }

        return Results.LocalRedirect(visit.Home);
    }
}
