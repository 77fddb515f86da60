using Daybook.Server.Requests;
using Daybook.Server.SyncFlow.Pages;
using Daybook.Server.Workers;
using Daybook.Syncing;

namespace Daybook.Server.SyncFlow.Overview;

internal static class SyncNow
{
    /// <summary>Syncs up to the last business day that has ended.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, SyncTargets targets, SyncRuns runs, TimeProvider clock, CancellationToken cancellationToken)
    {
        var visit = context.Visit();
        var target = await targets.OfAsync(visit.Company, cancellationToken);
        if (target.Configuration is not { Configured: true } configuration)
        {
            return Results.LocalRedirect(visit.Home);
        }

        var to = new DueDates(configuration.Schedule with { Frequency = SyncSchedule.Daily }).LastUpTo(clock.Now());
        var sync = await runs.StartAsync(target, new SyncSpan(null, to), cancellationToken);
        return Results.LocalRedirect(visit.LinkTo($"syncs/{sync.Id}"));
    }
}
