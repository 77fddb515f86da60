using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Daybook.Testing;
using Daybook.Year.Tests.Data;
using NodaTime;
using Shouldly;

namespace Daybook.Year.Tests.Hosting;

/// <summary>A company on the server, spoken to over HTTP alone; only the judges also look at its files.</summary>
internal sealed class YearCompany
{
    private const int MostRecords = 5_000;

    private readonly HttpClient http;
    private readonly string id;
    private readonly string books;
    private readonly string folder;

    private YearCompany(HttpClient http, string id, string books, string folder)
    {
        this.http = http;
        this.id = id;
        this.books = books;
        this.folder = Path.Combine(folder, "books", id, books);
    }

    private string Syncs => $"/companies/{id}/sync/commerce";

    /// <summary>A configured company with plain-text books, with the accounts that the product suggests.</summary>
    /// <param name="http">The server.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="outputFormat">JournalEntry, or null for invoices.</param>
    public static async Task<YearCompany> CreateAsync(HttpClient http, string folder, string? outputFormat)
    {
        var company = (await SendAsync(http, HttpMethod.Post, "/meta/companies/sync", """{"name":"Retail"}"""))["id"]!.GetValue<string>();
        var connection = (await SendAsync(http, HttpMethod.Post, $"/companies/{company}/connections", """{"platformKey":"hldg"}"""))["id"]!.GetValue<string>();
        var configuration = await SendAsync(http, HttpMethod.Get, $"/config/companies/{company}/sync/commerce");
        configuration["enable"] = true;
        configuration["schedule"]!["startDate"] = "2010-12-01T00:00:00Z";
        configuration["schedule"]!["timeZone"] = "Europe/London";
        configuration["schedule"]!["syncHour"] = 0;
        configuration["configuration"]!["mapSettings"] = new JsonObject { ["outputFormat"] = outputFormat };
        var configured = await SendAsync(http, HttpMethod.Post, $"/config/companies/{company}/sync/commerce", configuration.ToJsonString());
        configured["configured"]!.GetValue<bool>().ShouldBeTrue(configured.ToJsonString());
        return new YearCompany(http, company, connection, folder);
    }

    public async Task PushAsync(RecordSet records)
    {
        foreach (var (type, all) in records.ByType())
        {
            await PushAsync(type, all);
        }
    }

    public async Task PushAsync(string type, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        foreach (var some in records.Chunk(MostRecords))
        {
            using var body = new MemoryStream();
            body.Write(Encoding.UTF8.GetBytes($"{{\"{type}\":["));
            for (var i = 0; i < some.Length; i++)
            {
                body.Write(i == 0 ? [] : ","u8);
                body.Write(some[i].Span);
            }

            body.Write("]}"u8);
            using var content = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/data/companies/{id}/sync/commerce-{type}") { Content = content };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            await response.Content.CopyToAsync(Stream.Null);
        }
    }

    /// <summary>Syncs up to a moment and waits for the end.</summary>
    /// <returns>The status code, and how many documents it planned.</returns>
    public async Task<(int Code, int Documents)> SyncAsync(Instant to)
    {
        var asked = await SendAsync(http, HttpMethod.Post, $"{Syncs}/latest", $$"""{"syncTo":"{{to}}"}""");
        var sync = asked["commerceSyncId"]!.GetValue<string>();
        for (var pause = 2; ; pause = Math.Min(pause * 2, 200))
        {
            var status = await SendAsync(http, HttpMethod.Get, $"{Syncs}/syncs/{sync}/status");
            if (status["syncStatusCode"]!.GetValue<int>() is var code and not (1000 or 1010))
            {
                (code is 2000 or 2040).ShouldBeTrue(status.ToJsonString());
                var documents = await SendAsync(http, HttpMethod.Get, $"{Syncs}/syncs/{sync}/documents?pageSize=1");
                return (code, documents["totalResults"]!.GetValue<int>());
            }

            await Task.Delay(pause);
        }
    }

    /// <summary>What a sync up to a moment would do.</summary>
    public Task<JsonNode> PreviewAsync(Instant to) => SendAsync(http, HttpMethod.Post, $"{Syncs}/preview", $$"""{"syncTo":"{{to}}"}""");

    /// <summary>The records that are not in the books, each with its reason.</summary>
    public async Task<IReadOnlyList<string>> NotBookedAsync()
    {
        var left = new List<string>();
        foreach (var state in new[] { "setAside", "waiting", "pending" })
        {
            var page = await SendAsync(http, HttpMethod.Get, $"{Syncs}/records?state={state}&pageSize=5000");
            left.AddRange(page["results"]!.AsArray().Select(record => record!.ToJsonString()));
        }

        return left;
    }

    /// <summary>The balances of the books, which hledger, Ledger and Beancount accept and agree on: as the API gives them and as they lie on disk.</summary>
    public async Task<Balances> JudgedAsync()
    {
        var journal = await DownloadAsync("ledger");
        var balances = await LedgerJudges.AgreeAsync(journal, await DownloadAsync("beancount"), default);
        (await LedgerJudges.HledgerAsync(Path.Combine(folder, "main.journal"), default)).ToString().ShouldBe(balances.ToString());
        return balances;
    }

    private async Task<string> DownloadAsync(string format)
    {
        var path = Path.Combine(folder, "download." + format);
        await using var file = File.Create(path);
        await using var journal = await http.GetStreamAsync(new Uri($"/companies/{id}/connections/{books}/ledger?format={format}", UriKind.Relative));
        await journal.CopyToAsync(file);
        return path;
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
