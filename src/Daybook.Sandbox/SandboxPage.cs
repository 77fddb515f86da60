using System.Net;
using System.Text;

namespace Daybook.Sandbox;

/// <summary>How pages of the stand-ins look.</summary>
internal static class SandboxPage
{
    public static string Of(string title, string body) =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Encode(title)}</title><style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}td,th{{padding:.2rem .8rem;text-align:left}}td.n{{text-align:right}}</style></head><body><h1>{Encode(title)}</h1>{body}</body></html>";

    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A trial balance; debit is positive.</summary>
    public static void TrialBalance(StringBuilder page, IReadOnlyDictionary<string, decimal> balances)
    {
        page.Append("<table><tr><th>Account</th><th>Debit</th><th>Credit</th></tr>");
        foreach (var (account, balance) in balances.OrderBy(balance => balance.Key, StringComparer.Ordinal))
        {
            page.Append("<tr><td>").Append(Encode(account)).Append($"</td><td class=\"n\">{(balance > 0 ? balance : null):0.00}</td><td class=\"n\">{(balance < 0 ? -balance : null):0.00}</td></tr>");
        }

        page.Append("</table>");
    }
}
