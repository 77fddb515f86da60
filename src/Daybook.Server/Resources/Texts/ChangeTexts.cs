using System.Text.Json;
using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Wire;

namespace Daybook.Server.Resources.Texts;

internal static class ChangeTexts
{
    private const int Longest = 2000;

    /// <summary>Changes the texts that are named: to an object's <c>text</c>, or to a bare string; null is the default again.</summary>
    public static async Task<IResult> HandleAsync(HttpContext context, FlowTexts texts, CancellationToken cancellationToken)
    {
        var (locale, fault) = ReadTexts.LocaleOf(context);
        if (locale is null)
        {
            return fault!;
        }

        var (root, unread) = await JsonBody.ReadAsync(context);
        if (unread is not null)
        {
            return unread;
        }

        var (changes, wrong) = Read(root);
        return changes is null ? wrong! : Answer.Ok(await texts.ChangeAsync(locale, changes, cancellationToken));
    }

    private static (IReadOnlyDictionary<string, string?>? Changes, Fault? Fault) Read(JsonElement? root)
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (root is null)
        {
            return (changes, null);
        }

        if (root.Value.ValueKind != JsonValueKind.Object)
        {
            return (null, Fault.Invalid("""The body must be an object of texts by key, such as {"configure-misc-nextButton":{"text":"Next"}}."""));
        }

        var (members, malformed) = JsonBody.As<Dictionary<string, JsonElement>>(root.Value);
        foreach (var member in members ?? [])
        {
            var (text, fault) = member.Value.ValueKind == JsonValueKind.String
                ? JsonBody.As<string>(member.Value)
                : TextOf(JsonBody.As<FlowText>(member.Value));
            var refusal = fault is not null ? Fault.Invalid($"{member.Key}: must be a text, or an object with a text.")
                : !FlowTexts.IsKey(member.Key) ? Fault.Invalid($"{member.Key}: there is no such text; GET lists them.")
                : text?.Length > Longest ? Fault.Invalid($"{member.Key}: must have at most {Longest} characters.")
                : text?.Length == 0 && FlowTexts.IsRequired(member.Key) ? Fault.Invalid($"{member.Key}: this text is required, it can't be empty.")
                : null;
            if (refusal is not null)
            {
                return (null, refusal);
            }

            changes[member.Key] = text;
        }

        return malformed is null ? (changes, null) : (null, malformed);
    }

    private static (string? Text, Fault? Fault) TextOf((FlowText? Value, Fault? Fault) read) => (read.Value?.Text, read.Fault);
}
