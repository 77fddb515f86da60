using Daybook.Server.Hosting;
using Daybook.Server.Resources.Connections;
using Daybook.Storage;
using Daybook.Syncing;
using Daybook.Wire;

namespace Daybook.Server.Resources.Integrations;

/// <summary>The platforms as the wire has them.</summary>
internal sealed class IntegrationShape(PlatformNames platforms, ContinuousSyncStore continuous, DaybookSettings settings)
{
    /// <summary>Commerce first, then the ledgers.</summary>
    public async Task<IReadOnlyList<Integration>> ListAsync(CancellationToken cancellationToken)
    {
        var off = await continuous.ListOffAsync(cancellationToken);
        return [Of(PlatformNames.Commerce, ConnectionSource.Commerce, off), .. platforms.Accounting.Select(one => Of(one.Key, ConnectionSource.Accounting, off))];
    }

    /// <summary>Null where there is no such platform.</summary>
    public async Task<Integration?> FindAsync(string key, CancellationToken cancellationToken) => (await ListAsync(cancellationToken)).FirstOrDefault(one => one.Key == key);

    public Uri ImageOf(string key, string image) => settings.LinkTo($"branding/{key}/{image}.svg");

    private Integration Of(string key, ConnectionSource source, IReadOnlySet<string> off) => new()
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
        ContinuousSync = !off.Contains(key),
    };
}
