using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.SyncFlow.Desk;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Colours;

internal static class SetColours
{
    public static async Task<IResult> HandleAsync(HttpContext context, SettingStore settings, CancellationToken cancellationToken)
    {
        var (colours, fault) = await JsonBody.ReadAsync<FlowColours>(context);
        if (fault is not null)
        {
            return fault;
        }

        var accent = colours?.Accent;
        return accent is not null && Palette.Read(accent) is null
            ? Fault.Invalid("accent: must be a colour such as #12515e.")
            : Answer.Ok(await settings.ChangeAsync<FlowColours>(ReadColours.Setting, "", _ => new FlowColours(accent), cancellationToken));
    }
}
