using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>The trial balance in the shape of Xero's reports.</summary>
internal static class TrialBalanceReport
{
    public static Reply Of(XeroOrganisation books)
    {
        var rows = books.Ledger.Balances().Where(balance => balance.Value != 0).Select(balance =>
        {
            var account = books.Account(balance.Key)!;
            return Row("Row", $"{account.Text("Name")} ({account.Text("Code")})", Amount(Math.Max(0, balance.Value)), Amount(Math.Max(0, -balance.Value)), balance.Key);
        });
        var report = new JsonObject
        {
            ["ReportID"] = "TrialBalance",
            ["ReportName"] = "Trial Balance",
            ["ReportType"] = "TrialBalance",
            ["Rows"] = new JsonArray(
                Row("Header", "Account", "Debit", "Credit", null),
                new JsonObject { ["RowType"] = "Section", ["Title"] = "", ["Rows"] = new JsonArray([.. rows]) }),
        };
        return books.Reply("Reports", [report]);
    }

    private static JsonObject Row(string type, string name, string debit, string credit, string? account) => new()
    {
        ["RowType"] = type,
        ["Cells"] = new JsonArray(Cell(name, account), Cell(debit, account), Cell(credit, account)),
    };

    private static JsonObject Cell(string value, string? account)
    {
        var cell = new JsonObject { ["Value"] = value };
        if (account is not null)
        {
            cell["Attributes"] = new JsonArray(new JsonObject { ["Id"] = "account", ["Value"] = account });
        }

        return cell;
    }

    private static string Amount(decimal amount) => amount == 0 ? "" : amount.ToString("0.00", CultureInfo.InvariantCulture);
}
