using System.Reflection;
using System.Text.Json;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.Texts;

/// <summary>The texts of the sync flow, by locale and key: the defaults, and what the client made of them.</summary>
internal sealed class FlowTexts(SettingStore settings)
{
    private const string Setting = "ui-text";

    public static readonly IReadOnlyList<string> Locales = ["en-us", "fr-fr"];

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Defaults =
        Locales.ToDictionary(locale => locale, Load, StringComparer.OrdinalIgnoreCase);

    /// <summary>Without these nobody finds the way.</summary>
    private static readonly HashSet<string> Required = new(StringComparer.Ordinal) { "configure-misc-previousButton", "configure-misc-nextButton" };

    public static bool IsKey(string key) => Defaults[Locales[0]].ContainsKey(key);

    /// <summary>The English texts whose keys begin with a prefix, whatever a client has made of them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> EnglishOf(string prefix) => Defaults[Locales[0]].Where(text => text.Key.StartsWith(prefix, StringComparison.Ordinal));

    public static bool IsRequired(string key) => Required.Contains(key);

    public async Task<IReadOnlyDictionary<string, FlowText>> ReadAsync(string locale, CancellationToken cancellationToken) =>
        Merge(locale, await settings.FindAsync<Dictionary<string, string>>(Setting, locale, cancellationToken) ?? []);

    /// <param name="locale">One of <see cref="Locales"/>.</param>
    /// <param name="changes">The new texts; null: the default again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyDictionary<string, FlowText>> ChangeAsync(string locale, IReadOnlyDictionary<string, string?> changes, CancellationToken cancellationToken)
    {
        var own = await settings.ChangeAsync<Dictionary<string, string>>(
            Setting,
            locale,
            stored =>
            {
                var merged = stored ?? [];
                foreach (var (key, text) in changes)
                {
                    merged.Remove(key);
                    if (text is not null)
                    {
                        merged.Add(key, text);
                    }
                }

                return merged;
            },
            cancellationToken);
        return Merge(locale, own);
    }

    private static Dictionary<string, FlowText> Merge(string locale, Dictionary<string, string> own) =>
        Defaults[locale].ToDictionary(text => text.Key, text => new FlowText(own.GetValueOrDefault(text.Key, text.Value), IsRequired(text.Key)), StringComparer.Ordinal);

    /// <summary>The contract's texts, then those that the pages have beyond it: all can be changed.</summary>
    private static IReadOnlyDictionary<string, string> Load(string locale) =>
        Read($"texts.{locale}.json").Concat(Read($"words.{locale}.json")).ToDictionary(StringComparer.Ordinal);

    private static Dictionary<string, string> Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
