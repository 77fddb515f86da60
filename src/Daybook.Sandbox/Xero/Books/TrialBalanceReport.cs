using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Sandbox.Xero.Books;

/// <summary>The trial balance in the shape of Xero's reports. The stand-in closes no years and tells no months apart: both pairs of columns hold all there is.</summary>
internal static class TrialBalanceReport
{
    private static readonly string[] Titles = ["Account", "Debit", "Credit", "YTD Debit", "YTD Credit"];
    private static readonly (string Class, string Title)[] Sections = [("REVENUE", "Revenue"), ("EXPENSE", "Expenses"), ("ASSET", "Assets"), ("LIABILITY", "Liabilities"), ("EQUITY", "Equity")];

    public static Reply Of(XeroOrganisation books)
    {
        var lines = books.Ledger.Balances().Where(balance => balance.Value != 0).Select(balance => (Account: books.Account(balance.Key)!, Amount: balance.Value)).ToList();
        var report = new JsonObject
        {
            ["ReportID"] = "TrialBalance",
            ["ReportName"] = "Trial Balance",
            ["ReportType"] = "TrialBalance",
            ["ReportTitles"] = new JsonArray("Trial Balance", books.Name, $"As at {Day(books.Now)}"),
            ["ReportDate"] = Day(books.Now),
            ["UpdatedDateUTC"] = Fields.Stamp(books.Now),
            ["Rows"] = new JsonArray(
            [
                new JsonObject { ["RowType"] = "Header", ["Cells"] = new JsonArray([.. Titles.Select(title => Cell(title, null))]) },
                .. Sections.Select(section => Section(section.Title, lines.Where(line => line.Account.Text("Class") == section.Class).OrderBy(line => line.Account.Text("Code"), StringComparer.Ordinal).Select(Row))),
                Section("", [Total(lines.Where(line => line.Amount > 0).Sum(line => line.Amount), -lines.Where(line => line.Amount < 0).Sum(line => line.Amount))]),
            ]),
        };
        return books.Reply("Reports", [report]);
    }

    private static JsonObject Section(string title, IEnumerable<JsonObject> rows) => new() { ["RowType"] = "Section", ["Title"] = title, ["Rows"] = new JsonArray([.. rows]) };

    private static JsonObject Row((JsonObject Account, decimal Amount) line)
    {
        var (id, code) = (line.Account.Text("AccountID"), line.Account.Text("Code"));
        var (debit, credit) = (Money(Math.Max(0, line.Amount)), Money(Math.Max(0, -line.Amount)));
        var name = code.Length == 0 ? line.Account.Text("Name") : $"{line.Account.Text("Name")} ({code})";
        return new JsonObject { ["RowType"] = "Row", ["Cells"] = new JsonArray(Cell(name, id), Cell(debit, id), Cell(credit, id), Cell(debit, id), Cell(credit, id)) };
    }

    private static JsonObject Total(decimal debit, decimal credit) => new()
    {
        ["RowType"] = "SummaryRow",
        ["Cells"] = new JsonArray(Cell("Total", null), Cell(Money(debit), null), Cell(Money(credit), null), Cell(Money(debit), null), Cell(Money(credit), null)),
    };

    private static JsonObject Cell(string value, string? account)
    {
        var cell = new JsonObject { ["Value"] = value };
        if (account is not null)
        {
            cell["Attributes"] = new JsonArray(new JsonObject { ["Value"] = account, ["Id"] = "account" });
        }

        return cell;
    }

    private static string Money(decimal amount) => amount == 0 ? "" : amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment) => moment.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
