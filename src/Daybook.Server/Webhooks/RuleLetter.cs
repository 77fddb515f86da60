using System.Globalization;
using Daybook.Storage;
using Daybook.Wire;
using Rule = Daybook.Storage.Rule;

namespace Daybook.Server.Webhooks;

/// <summary>Events as rules mail them.</summary>
internal static class RuleLetter
{
    private const int LongestSubject = 150;

    public static Letter Of(Rule rule, Event happened, RuleAlert alert)
    {
        var line = string.Join(' ', alert.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new Letter($"{happened.Id}.{rule.Id}", rule.Emails, line.Length > LongestSubject ? line[..(LongestSubject - 1)] + "…" : line, string.Join('\n', Lines(rule, happened, alert)));
    }

    private static IEnumerable<string> Lines(Rule rule, Event happened, RuleAlert alert)
    {
        yield return alert.Message;
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"When: {happened.CreatedAt:uuuu-MM-dd HH:mm:ss} UTC");
        if (happened.Facts.Company is { } company)
        {
            yield return $"Company: {company.Name} ({company.Id})";
        }

        foreach (var (name, value) in alert.Data.Where(fact => fact.Value is not null))
        {
            yield return $"{name}: {value}";
        }

        yield return $"alertId: {alert.AlertId}";
        yield return "";
        yield return $"{alert.ClientName} sends this because of its rule \"{rule.Type}\" ({rule.Id}).";
    }
}
