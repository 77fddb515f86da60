using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Server.Hosting;

namespace Daybook.Server.Sample;

/// <summary>Tells a person what the sample did and where to look further.</summary>
internal sealed class SampleReport(TextWriter output, DaybookSettings settings, bool staysUp)
{
    public void Begin(string company, int documents)
    {
        output.WriteLine();
        output.WriteLine($"{company}: a made-up week, pushed and synced day by day over the public API");
        output.WriteLine($"({SampleWeek.TimeZone}; a business day ends at {SampleWeek.SyncHour:00}:00. Clocks go back on the Sunday.)");
        if (documents > 0)
        {
            output.WriteLine($"The company is known from an earlier run, with {documents} documents in its books: the same week is pushed again.");
        }

        output.WriteLine();
    }

    public void Day(SampleDay day, JsonNode status)
    {
        output.WriteLine($"  {day.Date:ddd d MMM}   {day.Story}");
        output.WriteLine(
            $"               pushed: orders {day.Orders.Count}, payments {day.Payments.Count}, transactions {day.Transactions.Count}; "
            + $"sync ended {status["syncStatusCode"]} {(status["dataPushed"]!.GetValue<bool>() ? "and wrote documents" : "with nothing to write")}");
    }

    public void End(string companyId, string connectionId, IReadOnlyList<JsonNode> documents, int added, SortedDictionary<string, decimal> balances)
    {
        var byDay = documents.OrderBy(document => Text(document, "date"), StringComparer.Ordinal)
            .ThenBy(document => Text(document, "number").Length).ThenBy(document => Text(document, "number"), StringComparer.Ordinal).ToList();
        Documents(byDay);
        output.WriteLine(added > 0 ? $"  {added} documents were written." : "  Nothing was written: all of it was in the books already.");
        TrialBalance(balances);
        Files(companyId, connectionId);
        if (staysUp)
        {
            LookFurther(companyId, connectionId, byDay);
        }
        else
        {
            output.WriteLine("To ask the server itself, leave it up: ./run without --once.");
        }
    }

    private void Documents(IReadOnlyList<JsonNode> documents)
    {
        output.WriteLine();
        output.WriteLine("Documents in the books");
        foreach (var day in documents.GroupBy(document => Text(document, "date")))
        {
            output.WriteLine($"  {day.Key}");
            foreach (var document in day)
            {
                var account = document["account"]?.GetValue<string>();
                var accounts = document["fromAccount"] is { } from ? $"{from} → {account}" : account;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    {Text(document, "number"),-15}  {Text(document, "kind"),-15} {document["total"]!.GetValue<decimal>(),9:0.00} {Text(document, "currency")}  {accounts}").TrimEnd());
                foreach (var note in document["notes"]!.AsArray())
                {
                    output.WriteLine($"                     {note}");
                }
            }
        }

        output.WriteLine();
    }

    private void TrialBalance(SortedDictionary<string, decimal> balances)
    {
        output.WriteLine();
        output.WriteLine($"Trial balance{"debit",31}{"credit",12}");
        foreach (var (account, balance) in balances)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {account,-30}{(balance >= 0 ? balance : null),12:0.00}{(balance < 0 ? -balance : null),12:0.00}").TrimEnd());
        }

        var sum = balances.Values.Where(balance => balance > 0).Sum();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"",-30}{sum,12:0.00}{sum,12:0.00}"));
    }

    private void Files(string companyId, string connectionId) => output.WriteLine($"""

        The same books as files, for hledger or Ledger
          hledger -f '{Path.Combine(Path.GetFullPath(settings.DataFolder), "books", companyId, connectionId, "main.journal")}' bal

        """);

    private void LookFurther(string companyId, string connectionId, IReadOnlyList<JsonNode> documents)
    {
        var url = settings.Url.GetLeftPart(UriPartial.Authority);
        var company = $"{url}/companies/{companyId}";
        var invoice = documents.First(document => Text(document, "kind") == "SalesInvoice");
        output.WriteLine($"""
            Look further
              URL        {url}
              API key    {settings.ApiKey}
              company    {companyId}
              reference  {settings.LinkTo("reference")}

              The merchant's own pages: open the url that this answers at once, it is good for 30 seconds
                curl -su '{settings.ApiKey}:' '{url}/config/sync/commerce/lqai/hldg/start?merchantIdentifier={companyId}'
              The records behind a line of {Text(invoice, "number")}:
                curl -su '{settings.ApiKey}:' {company}/sync/commerce/documents/{Text(invoice, "id")}/lines/1/records
              The documents that hold order 1002, sold on Monday and partly given back on Friday:
                curl -su '{settings.ApiKey}:' {company}/sync/commerce/records/orders/1002/documents
              What the next sync would write, with its proof:
                curl -su '{settings.ApiKey}:' -X POST {company}/sync/commerce/preview
              The whole ledger (or with ?format=beancount):
                curl -su '{settings.ApiKey}:' {company}/connections/{connectionId}/ledger

            The server stays up until you press Ctrl+C.
            """);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
