using System.Text.RegularExpressions;
using Daybook.Server.Resources.Texts;

namespace Daybook.Server.SyncFlow.Words;

/// <summary>Tells in the merchant's language what the engine tells in English: its sentences are the English texts whose keys begin with <c>flow-reason-</c>.</summary>
public static class EngineWords
{
    public const string Prefix = "flow-reason-";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly (string Key, Regex Sentence)[] Known =
        [.. FlowTexts.EnglishOf(Prefix).Select(text => (text.Key, new Regex("^" + Pattern(text.Value) + "$", RegexOptions.CultureInvariant | RegexOptions.Singleline, Limit)))];

    /// <summary>A sentence of the engine as the merchant reads it, and so a sentence that it quotes; one that is not known stays as it is.</summary>
    public static string Of(string sentence, FlowWords words)
    {
        foreach (var (key, known) in Known)
        {
            if (known.Match(sentence) is { Success: true } match && words[key] is { Length: > 0 })
            {
                return words.Of(key, [.. match.Groups.Cast<Group>().Skip(1).Select(group => (object)Of(group.Value, words))]);
            }
        }

        return sentence;
    }

    private static string Pattern(string text) => Regex.Replace(Regex.Escape(text), @"\\\{[0-9]}", "(.*?)", RegexOptions.None, Limit);
}
