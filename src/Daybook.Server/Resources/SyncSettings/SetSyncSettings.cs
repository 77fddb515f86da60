using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.SyncSettings;

internal static class SetSyncSettings
{
    public static async Task<IResult> OfClientAsync(HttpContext context, SettingStore settings, ClientIdentity client, CancellationToken cancellationToken)
    {
        var id = await client.ReadAsync(cancellationToken);
        return await HandleAsync(context, settings, "", posted => posted.ClientId is { } named && named != id ? $"clientId: this client is '{id}'." : null, cancellationToken);
    }

    public static async Task<IResult> OfCompanyAsync(string companyId, HttpContext context, Registry registry, SettingStore settings, CancellationToken cancellationToken) =>
        await registry.CompanyAsync(companyId, cancellationToken) is { } company
            ? await HandleAsync(
                context,
                settings,
                company.Id.ToString(),
                posted => posted.CompanyId is { } named && named != company.Id ? $"companyId: must be the company of the path, '{company.Id}'." : null,
                cancellationToken)
            : Fault.NoCompany(companyId);

    /// <summary>Replaces the settings; <c>overridesDefaults: false</c> gives them up.</summary>
    private static async Task<IResult> HandleAsync(
        HttpContext context, SettingStore settings, string key, Func<Wire.SyncSettings, string?> refuse, CancellationToken cancellationToken)
    {
        var (posted, fault) = await JsonBody.ReadAsync<Wire.SyncSettings>(context);
        if (fault is not null)
        {
            return fault;
        }

        var request = posted ?? new Wire.SyncSettings();
        if ((refuse(request) ?? Refuse(request)) is { } refusal)
        {
            return Fault.Invalid(refusal);
        }

        if (request.OverridesDefaults == false)
        {
            await settings.ForgetAsync(ReadSyncSettings.Setting, key, cancellationToken);
        }
        else
        {
            await settings.ChangeAsync<IReadOnlyList<SyncSetting?>>(ReadSyncSettings.Setting, key, _ => request.Settings!, cancellationToken);
        }

        return Results.NoContent();
    }

    private static string? Refuse(Wire.SyncSettings posted)
    {
        if (posted.Settings is not { } settings)
        {
            return "settings: must be a list of settings by data type.";
        }

        for (var i = 0; i < settings.Count; i++)
        {
            var at = $"settings[{i}]";
            var refusal = settings[i] is not { } setting ? $"{at}: must be an object."
                : string.IsNullOrEmpty(setting.DataType) || !DataTypeNames.All.Contains(setting.DataType) ? $"{at}.dataType: there is no data type '{setting.DataType}'."
                : setting.FetchOnFirstLink is null ? $"{at}.fetchOnFirstLink: must be true or false."
                : setting.SyncSchedule is null or < 0 ? $"{at}.syncSchedule: must be a number of hours, 0 or more."
                : setting.SyncOrder is null or < 0 ? $"{at}.syncOrder: must be a whole number, 0 or more."
                : null;
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }
}
