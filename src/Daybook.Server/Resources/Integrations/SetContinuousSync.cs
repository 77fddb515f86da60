using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Workers.Schedule;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Integrations;

/// <summary>An operator switches the scheduled syncs of a platform's companies off, or on again. What a person asks for runs either way.</summary>
internal static class SetContinuousSync
{
    public static async Task<IResult> HandleAsync(
        string platformKey, HttpContext context, IntegrationShape shape, ContinuousSyncStore continuous, SyncCalendar calendar, CancellationToken cancellationToken)
    {
        var (posted, fault) = await JsonBody.ReadAsync<ContinuousSync>(context);
        if (fault is not null)
        {
            return fault;
        }

        if (!shape.All.Any(one => one.Key == platformKey))
        {
            return Fault.NoPlatform(platformKey);
        }

        if (posted?.Enabled is not { } isOn)
        {
            return Fault.Invalid("enabled: must be true or false.");
        }

        await continuous.SwitchAsync(platformKey, isOn, cancellationToken);
        if (isOn)
        {
            await calendar.PlaceAllAsync(cancellationToken);
        }

        return Answer.Ok(new ContinuousSync { Enabled = isOn });
    }
}
