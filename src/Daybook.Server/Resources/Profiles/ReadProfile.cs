using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Profiles;

internal static class ReadProfile
{
    public const string Setting = "profile";

    public static async Task<IResult> HandleAsync(SettingStore stored, DaybookSettings settings, CancellationToken cancellationToken) =>
        Answer.Ok(await stored.FindAsync<Profile>(Setting, "", cancellationToken) ?? Default(settings));

    /// <summary>The profile of a client that has set none. The braces of the placeholder stay as they are.</summary>
    private static Profile Default(DaybookSettings settings) => new()
    {
        Name = "Daybook",
        RedirectUrl = settings.LinkTo("link/company/").AbsoluteUri + "{companyId}",
        WhiteListUrls = [],
        ConfirmCompanyName = false,
    };
}
