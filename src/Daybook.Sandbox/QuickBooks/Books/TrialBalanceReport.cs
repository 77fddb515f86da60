using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>The trial balance in the shape of QuickBooks' reports.</summary>
internal static class TrialBalanceReport
{
    public static JsonObject Of(QuickBooksCompany books)
    {
        var balances = books.Ledger.Balances().Where(balance => balance.Value != 0).ToList();
        var rows = balances.Select(balance => new JsonObject
        {
            ["ColData"] = new JsonArray(
                new JsonObject { ["value"] = books.Find("Account", balance.Key)!.Text("Name"), ["id"] = balance.Key },
                Cell(Math.Max(0, balance.Value)),
                Cell(Math.Max(0, -balance.Value))),
        });
        var total = new JsonObject
        {
            ["Summary"] = new JsonObject
            {
                ["ColData"] = new JsonArray(new JsonObject { ["value"] = "TOTAL" }, Cell(balances.Sum(balance => Math.Max(0, balance.Value))), Cell(balances.Sum(balance => Math.Max(0, -balance.Value)))),
            },
            ["type"] = "Section",
            ["group"] = "GrandTotal",
        };
        return new JsonObject
        {
            ["Header"] = new JsonObject { ["ReportName"] = "TrialBalance", ["ReportBasis"] = "Accrual", ["Currency"] = books.Currency },
            ["Columns"] = new JsonObject { ["Column"] = new JsonArray(Column("", "Account"), Column("Debit", "Money"), Column("Credit", "Money")) },
            ["Rows"] = new JsonObject { ["Row"] = new JsonArray([.. rows, total]) },
        };
    }

    private static JsonObject Column(string title, string type) => new() { ["ColTitle"] = title, ["ColType"] = type };

    private static JsonObject Cell(decimal amount) => new() { ["value"] = amount == 0 ? "" : amount.ToString("0.00", CultureInfo.InvariantCulture) };
}
