using System.Text.Json.Nodes;

namespace Daybook.Sandbox.FreeAgent.Books;

/// <summary>The trial balance in FreeAgent's shape; the stand-in does not close years.</summary>
internal static class TrialBalanceSummary
{
    public static Reply Of(FreeAgentCompany books, Question question)
    {
        var lines = books.Ledger.Balances().Where(balance => balance.Value != 0).OrderBy(balance => balance.Key, StringComparer.Ordinal).Select(balance =>
        {
            var isBank = balance.Key.StartsWith("bank_accounts/", StringComparison.Ordinal);
            var place = books.List("bank_accounts").FindIndex(bank => bank.Text("url") == balance.Key) + 1;
            var line = new JsonObject
            {
                ["category"] = isBank ? "categories/750" : "categories/" + balance.Key,
                ["nominal_code"] = isBank ? "750-" + balance.Key.Split('/')[1] : balance.Key,
                ["display_nominal_code"] = isBank ? $"750-{place}" : balance.Key,
                ["name"] = isBank ? "Bank Account " + books.NameOf(balance.Key) : books.NameOf(balance.Key),
                ["total"] = Values.Money(balance.Value),
            };
            if (isBank)
            {
                line["bank_account"] = balance.Key;
            }

            return line;
        });
        return Reply.Json(200, new JsonObject { ["trial_balance_summary"] = Values.Outside(new JsonArray([.. lines]), question.Address) });
    }
}
