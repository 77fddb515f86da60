using Daybook.Server.Hosting;
using Daybook.Server.Resources.Connections;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Integrations;

/// <summary>The platforms as the wire has them.</summary>
internal sealed class IntegrationShape(PlatformNames platforms, DaybookSettings settings)
{
    /// <summary>Commerce first, then the ledgers.</summary>
    public IReadOnlyList<Integration> All => [Of(PlatformNames.Commerce, ConnectionSource.Commerce), .. platforms.Accounting.Select(one => Of(one.Key, ConnectionSource.Accounting))];

    public Uri ImageOf(string key, string image) => settings.LinkTo($"branding/{key}/{image}.svg");

    private Integration Of(string key, ConnectionSource source) => new()
    {
        Key = key,
        LogoUrl = ImageOf(key, ReadImage.Full),
        Name = platforms.NameOf(key),
        Enabled = true,
        SourceId = PlatformNames.SourceIdOf(key),
        SourceType = source.ToString(),
        IntegrationId = PlatformNames.IntegrationIdOf(key),
        IsOfflineConnector = false,
        IsBeta = false,
    };
}
