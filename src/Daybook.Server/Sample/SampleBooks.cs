using System.Globalization;
using System.Text.RegularExpressions;

namespace Daybook.Server.Sample;

/// <summary>Reads balances out of the exported ledger, so that the report shows what is in the books and not what was meant to be.</summary>
internal static partial class SampleBooks
{
    /// <summary>The balance of each account, debit positive; accounts at zero are kept.</summary>
    public static SortedDictionary<string, decimal> BalancesOf(string journal)
    {
        var balances = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (Match posting in Posting().Matches(journal))
        {
            var account = posting.Groups["account"].Value;
            balances[account] = balances.GetValueOrDefault(account) + decimal.Parse(posting.Groups["amount"].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        return balances;
    }

    [GeneratedRegex(@"^    (?<account>[^\s;][^;\n]*?)  +(?<amount>-?\d+(\.\d+)?) [A-Z]{3}\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Posting();
}
