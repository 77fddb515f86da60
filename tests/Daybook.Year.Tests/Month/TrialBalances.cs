using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Daybook.Syncing;
using Authorization = Daybook.Syncing.Authorization;

namespace Daybook.Year.Tests.Month;

/// <summary>Trial balances as the platforms' own reports tell them over HTTP, with the token that the merchant gave the server. Debit is positive.</summary>
/// <param name="sandbox">Where the stand-ins listen.</param>
/// <param name="authorizations">The server's tokens.</param>
internal sealed class TrialBalances(Uri sandbox, IAuthorizationStore authorizations)
{
    /// <summary>Xero's report: months in the first two columns of amounts, the year in the last two.</summary>
    public async Task<IEnumerable<(string Account, decimal Amount)>> OfXeroAsync(Guid connection)
    {
        var root = await GetAsync(connection, _ => "xero/api.xro/2.0/Reports/TrialBalance", (request, authorization) => request.Headers.Add("xero-tenant-id", authorization.Organisation));
        var rows = root["Reports"]![0]!["Rows"]!.AsArray();
        var titles = rows.Single(row => Text(row!["RowType"]) == "Header")!["Cells"]!.AsArray().Select(cell => Text(cell!["Value"])).ToList();
        return from section in rows
               where Text(section!["RowType"]) == "Section"
               from row in section["Rows"]!.AsArray()
               where Text(row!["RowType"]) == "Row"
               let cells = row["Cells"]!.AsArray()
               select (WithoutCode(Text(cells[0]!["Value"])), Amount(cells[titles.IndexOf("YTD Debit")]!["Value"]) - Amount(cells[titles.IndexOf("YTD Credit")]!["Value"]));
    }

    public async Task<IEnumerable<(string Account, decimal Amount)>> OfQuickBooksAsync(Guid connection)
    {
        var root = await GetAsync(connection, authorization => $"quickbooks/v3/company/{authorization.Organisation}/reports/TrialBalance", (_, _) => { });
        return from row in root["Rows"]!["Row"]!.AsArray()
               where row!["ColData"] is not null
               let cells = row["ColData"]!.AsArray()
               select (Text(cells[0]!["value"]), Amount(cells[1]!["value"]) - Amount(cells[2]!["value"]));
    }

    public async Task<IEnumerable<(string Account, decimal Amount)>> OfFreeAgentAsync(Guid connection)
    {
        const string bank = "Bank Account ";
        var root = await GetAsync(connection, _ => "freeagent/v2/accounting/trial_balance/summary", (_, _) => { });
        return from line in root["trial_balance_summary"]!.AsArray()
               let name = Text(line!["name"])
               select (name.StartsWith(bank, StringComparison.Ordinal) ? name[bank.Length..] : name, Amount(line["total"]));
    }

    private async Task<JsonNode> GetAsync(Guid connection, Func<Authorization, string> path, Action<HttpRequestMessage, Authorization> complete)
    {
        var authorization = await authorizations.FindAsync(connection, default) ?? throw new InvalidOperationException("The connection has no authorization.");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox, path(authorization)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", authorization.AccessToken);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("Daybook");
        complete(request, authorization);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{request.RequestUri}: {text}");
    }

    /// <summary>Xero tells accounts as <c>Sales (200)</c>, where they have a code.</summary>
    private static string WithoutCode(string name) => name.EndsWith(')') ? name[..name.LastIndexOf(" (", StringComparison.Ordinal)] : name;

    private static string Text(JsonNode? value) => value!.GetValue<string>();

    private static decimal Amount(JsonNode? value) => Text(value) is { Length: > 0 } text ? decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) : 0;
}
