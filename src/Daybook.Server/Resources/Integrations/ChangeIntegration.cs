using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Integrations;

/// <summary>An operator switches the scheduled syncs of a platform's companies off, or on again. What a person asks for runs either way.</summary>
internal static class ChangeIntegration
{
    public static async Task<IResult> HandleAsync(
        string platformKey, HttpContext context, IntegrationShape shape, ContinuousSyncStore continuous, SyncCalendar calendar, CancellationToken cancellationToken)
    {
        var (change, fault) = await JsonBody.ReadAsync<IntegrationChange>(context);
        if (fault is not null)
        {
            return fault;
        }

        if (await shape.FindAsync(platformKey, cancellationToken) is not { } platform)
        {
            return Fault.NoPlatform(platformKey);
        }

        if (change?.ContinuousSync is not { } isOn)
        {
            return Answer.Ok(platform);
        }

        await continuous.SwitchAsync(platformKey, isOn, cancellationToken);
        if (isOn)
        {
            await calendar.PlaceAllAsync(cancellationToken);
        }

        return Answer.Ok(platform with { ContinuousSync = isOn });
    }
}
