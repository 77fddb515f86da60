using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.SyncSettings;

internal static class ReadSyncSettings
{
    public const string Setting = "sync-settings";

    /// <summary>Pushed data is never fetched: that is what the defaults say.</summary>
    private static readonly IReadOnlyList<SyncSetting> Defaults =
        [.. DataType.All.Select((type, i) => new SyncSetting { DataType = type.Name, FetchOnFirstLink = false, SyncSchedule = 0, SyncOrder = i, IsLocked = false })];

    public static async Task<IResult> OfClientAsync(SettingStore settings, ClientIdentity client, CancellationToken cancellationToken)
    {
        var own = await settings.FindAsync<IReadOnlyList<SyncSetting?>>(Setting, "", cancellationToken);
        return Answer.Ok(new Wire.SyncSettings { ClientId = await client.ReadAsync(cancellationToken), Settings = own ?? Defaults, OverridesDefaults = own is not null });
    }

    /// <summary>The company's own; else those for all companies.</summary>
    public static async Task<IResult> OfCompanyAsync(string companyId, Registry registry, SettingStore settings, CancellationToken cancellationToken)
    {
        if (await registry.CompanyAsync(companyId, cancellationToken) is not { } company)
        {
            return Fault.NoCompany(companyId);
        }

        var own = await settings.FindAsync<IReadOnlyList<SyncSetting?>>(Setting, company.Id.ToString(), cancellationToken);
        var all = own ?? await settings.FindAsync<IReadOnlyList<SyncSetting?>>(Setting, "", cancellationToken) ?? Defaults;
        return Answer.Ok(new Wire.SyncSettings { CompanyId = company.Id, Settings = all, OverridesDefaults = own is not null });
    }
}
