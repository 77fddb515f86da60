using System.Security.Cryptography;
using System.Text;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Connections;

/// <summary>The platforms that a company can be connected to, by key.</summary>
internal sealed class PlatformNames(IEnumerable<IAccountingPlatform> platforms)
{
    /// <summary>The key of pushed commerce data.</summary>
    public const string Commerce = "lqai";

    private readonly Dictionary<string, IAccountingPlatform> byKey = platforms.ToDictionary(platform => platform.Key, StringComparer.Ordinal);

    /// <summary>The ledgers, by key.</summary>
    public IEnumerable<IAccountingPlatform> Accounting => byKey.Values.OrderBy(platform => platform.Key, StringComparer.Ordinal);

    /// <summary>Null where the key is not an accounting platform's.</summary>
    public IAccountingPlatform? Find(string key) => byKey.GetValueOrDefault(key);

    public string NameOf(string key) => key == Commerce ? "Partner Commerce" : Find(key)?.Name ?? key;

    /// <summary>The id of a platform's integration: the same on every server and for ever.</summary>
    public static Guid IntegrationIdOf(string key) => IdOf("integration " + key);

    /// <summary>The id of a platform as a source of data: the same on every server and for ever.</summary>
    public static Guid SourceIdOf(string key) => IdOf("source " + key);

    private static Guid IdOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes("daybook " + name)).AsSpan(0, 16));
}
