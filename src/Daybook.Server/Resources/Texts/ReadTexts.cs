using Daybook.Server.Errors;
using Daybook.Server.Requests;

namespace Daybook.Server.Resources.Texts;

internal static class ReadTexts
{
    public static async Task<IResult> HandleAsync(HttpContext context, FlowTexts texts, CancellationToken cancellationToken)
    {
        var (locale, fault) = LocaleOf(context);
        return locale is null ? fault! : Answer.Ok(await texts.ReadAsync(locale, cancellationToken));
    }

    public static (string? Locale, Fault? Fault) LocaleOf(HttpContext context)
    {
        var asked = context.Request.Query["locale"].ToString();
        var known = FlowTexts.Locales.FirstOrDefault(locale => locale.Equals(asked, StringComparison.OrdinalIgnoreCase));
        return (known, known is null ? Fault.Invalid($"locale: must be {string.Join(" or ", FlowTexts.Locales)}.") : null);
    }
}
