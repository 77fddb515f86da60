using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Resources.Connections;
using Daybook.Server.Security;
using Daybook.Storage;

namespace Daybook.Server.Resources.VisibleAccounts;

internal static class ReadVisibleAccounts
{
    public const string Setting = "visible-accounts";

    public static async Task<IResult> OfClientAsync(
        string clientId, string platformKey, ClientIdentity client, PlatformNames platforms, SettingStore settings, CancellationToken cancellationToken) =>
        Guid.Parse(clientId) == await client.ReadAsync(cancellationToken)
            ? await HandleAsync(platformKey, platforms, settings, cancellationToken)
            : Fault.NotFound($"There is no client '{clientId}'.");

    public static async Task<IResult> HandleAsync(string platformKey, PlatformNames platforms, SettingStore settings, CancellationToken cancellationToken) =>
        platforms.Find(platformKey) is null
            ? Fault.NoPlatform(platformKey, "accounting")
            : Answer.Ok(await settings.FindAsync<Wire.VisibleAccounts>(Setting, platformKey, cancellationToken) ?? new Wire.VisibleAccounts(null));
}
