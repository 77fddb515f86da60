using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Colours;

internal static class ReadColours
{
    public const string Setting = "ui-colours";

    public static async Task<IResult> HandleAsync(SettingStore settings, CancellationToken cancellationToken) =>
        Answer.Ok(await settings.FindAsync<FlowColours>(Setting, "", cancellationToken) ?? new FlowColours(null));
}
