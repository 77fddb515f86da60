using Daybook.Server.Resources.Colours;
using Daybook.Server.Resources.Profiles;
using Daybook.Server.Resources.Texts;
using Daybook.Server.SyncFlow.Sessions;
using Daybook.Server.SyncFlow.Words;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>What every page shows, also to who may not come in.</summary>
/// <param name="Brand">Whose pages these are.</param>
/// <param name="Words">The texts in the merchant's language.</param>
/// <param name="Assets">Where style and images are.</param>
internal sealed record FlowFront(Brand Brand, FlowWords Words, string Assets);

/// <summary>Reads what every page shows.</summary>
internal sealed class FlowFronts(SettingStore settings, FlowTexts texts)
{
    public const string LanguageCookie = "daybook-language";

    public async Task<FlowFront> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var locale = LocaleOf(context.Request);
        var profile = await settings.FindAsync<Profile>(ReadProfile.Setting, "", cancellationToken);
        var colours = await settings.FindAsync<FlowColours>(ReadColours.Setting, "", cancellationToken);
        return new FlowFront(Brand.Of(profile, colours), new FlowWords(locale, await texts.ReadAsync(locale, cancellationToken)), context.Request.PathBase + FlowPaths.Root);
    }

    /// <summary>What the merchant chose; else what the browser asks for first.</summary>
    private static string LocaleOf(HttpRequest request)
    {
        var chosen = request.Cookies[LanguageCookie];
        if (FlowTexts.Locales.Contains(chosen))
        {
            return chosen!;
        }

        var asked = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.ToString());
        return asked.Select(language => FlowTexts.Locales.FirstOrDefault(locale => locale.StartsWith(language.Split('-')[0], StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(locale => locale is not null) ?? FlowTexts.Locales[0];
    }
}
