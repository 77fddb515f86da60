using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Daybook.Sandbox;

/// <summary>How pages of the stand-ins look.</summary>
internal static partial class SandboxPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;color:#1c2430;background:#f4f5f7;margin:0}main{max-width:60rem;margin:0 auto;padding:1.5rem 1.25rem}h1{font-size:1.5rem;margin:.5rem 0 1rem}"
        + "section{background:#fff;border:1px solid #d9dde3;border-radius:8px;padding:.5rem 1.5rem 1rem;margin:0 0 1.5rem}h2{font-size:1.2rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}"
        + "table{border-collapse:collapse;width:100%}td,th{padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid #e8ebef;overflow-wrap:anywhere}th{color:#4d5767;font-weight:600;border-bottom-width:2px}"
        + ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0}td+.n,th+.n{padding-left:1rem}tr.sum td{font-weight:600;border-bottom:0}.none{color:#4d5767}button{font:inherit;padding:.4rem 1rem}";

    public static string Of(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(title)}</title><style>{Style}</style></head><body><main><h1>{Encode(title)}</h1>{body}</main></body></html>";

    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>The books of one organisation: trial balance first, then its documents.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The organisation's name.</param>
    /// <param name="balances">What its accounts hold; debit is positive.</param>
    /// <param name="documents">Writes the documents.</param>
    public static void Books(StringBuilder page, string name, IReadOnlyDictionary<string, decimal> balances, Action documents)
    {
        page.Append("<section><h2>").Append(Encode(name)).Append("</h2>");
        if (balances.Count == 0)
        {
            page.Append("<p class=\"none\">Nothing is in these books yet.</p>");
        }
        else
        {
            TrialBalance(page, balances);
        }

        page.Append("<div class=\"documents\">");
        documents();
        page.Append("</div></section>");
    }

    /// <summary>A kind of documents, one row each.</summary>
    /// <param name="page">The page.</param>
    /// <param name="kind">As the platform calls it, such as <c>ManualJournals</c> or <c>journal_sets</c>.</param>
    /// <param name="titles">Of the columns; the last is an amount.</param>
    /// <param name="rows">Texts by column.</param>
    public static void Documents(StringBuilder page, string kind, IReadOnlyList<string> titles, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("<h3>").Append(Encode(Words(kind))).Append("</h3><table><tr>").AppendJoin("", titles.Select((title, i) => Cell("th", title, i == titles.Count - 1))).Append("</tr>");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select((text, i) => Cell("td", text, i == row.Count - 1))).Append("</tr>");
        }

        page.Append("</table>");
    }

    private static void TrialBalance(StringBuilder page, IReadOnlyDictionary<string, decimal> balances)
    {
        page.Append("<table class=\"balance\"><tr><th>Account</th><th class=\"n\">Debit</th><th class=\"n\">Credit</th></tr>");
        foreach (var (account, balance) in balances.OrderBy(balance => balance.Key, StringComparer.Ordinal))
        {
            page.Append("<tr><td>").Append(Encode(account)).Append($"</td><td class=\"n\">{(balance > 0 ? balance : null):0.00}</td><td class=\"n\">{(balance < 0 ? -balance : null):0.00}</td></tr>");
        }

        page.Append($"<tr class=\"sum\"><td>Sum</td><td class=\"n\">{balances.Values.Where(balance => balance > 0).Sum():0.00}</td><td class=\"n\">{-balances.Values.Where(balance => balance < 0).Sum():0.00}</td></tr></table>");
    }

    private static string Cell(string tag, string text, bool isAmount) => $"<{tag}{(isAmount ? " class=\"n\"" : "")}>{Encode(text)}</{tag}>";

    /// <summary><c>ManualJournals</c> and <c>journal_sets</c> as people write: Manual journals, Journal sets.</summary>
    private static string Words(string kind)
    {
        var words = Between().Replace(kind.Replace('_', ' '), " ").ToLowerInvariant();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex Between();
}
