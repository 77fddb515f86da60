using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Profiles;

internal static class SetProfile
{
    private const int Longest = 2000;

    /// <summary>Replaces the profile: what the request leaves out is cleared.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, SettingStore stored, CancellationToken cancellationToken)
    {
        var (posted, fault) = await JsonBody.ReadAsync<Profile>(context);
        fault ??= Check(posted ?? new Profile());
        return fault is not null ? fault : Answer.Ok(await stored.ChangeAsync<Profile>(ReadProfile.Setting, "", _ => posted!, cancellationToken));
    }

    private static Fault? Check(Profile profile)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["name"] = profile.Name,
            ["redirectUrl"] = profile.RedirectUrl,
            ["logoUrl"] = profile.LogoUrl,
            ["iconUrl"] = profile.IconUrl,
            ["alertAuthHeader"] = profile.AlertAuthHeader,
        };
        var wrong = texts.FirstOrDefault(text => text.Value is { } value && (value.Length > Longest || value.Any(char.IsControl))).Key;
        return string.IsNullOrWhiteSpace(profile.Name) ? Fault.Invalid("name: a profile must have a name.")
            : string.IsNullOrWhiteSpace(profile.RedirectUrl) ? Fault.Invalid("redirectUrl: must say where merchants are sent to connect, such as https://shop.example/{companyId}.")
            : wrong is not null ? Fault.Invalid($"{wrong}: must have at most {Longest} characters, and no control characters.")
            : profile.WhiteListUrls?.Any(url => WebAddress.Read(url) is null) == true ? Fault.Invalid("whiteListUrls: each must be an absolute URL.")
            : null;
    }
}
