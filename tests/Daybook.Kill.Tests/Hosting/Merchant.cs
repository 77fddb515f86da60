using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Daybook.Kill.Tests.Hosting;

/// <summary>A company on a server, and what its client knows of it: what was accepted, and what nobody answered.</summary>
public sealed class Merchant
{
    private const int LooksBeforeAskingAgain = 40;
    private const string Configuration =
        """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2025-11-16T00:00:00Z","timeZone":"Etc/UTC","syncHour":0},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""";

    private readonly Random chance;
    private readonly string commerce;
    private List<(string Id, decimal Amount)>? inDoubt;
    private int orders;
    private int answered;
    private int versions;

    private Merchant(string id, string commerce, string books, int seed)
    {
        (Id, this.commerce, Books) = (id, commerce, books);
        chance = new Random(seed);
    }

    public string Id { get; }

    /// <summary>The id of the connection to the books.</summary>
    public string Books { get; }

    /// <summary>How many pushes and requests for a sync the server has answered.</summary>
    public int Answered => Volatile.Read(ref answered);

    /// <summary>What each order is worth that the server said it has.</summary>
    public Dictionary<string, decimal> Accepted { get; } = [];

    /// <summary>What went wrong, in words; empty where nothing did.</summary>
    public List<string> Broken { get; } = [];

    public static async Task<Merchant> CreateAsync(HttpClient server, int seed, string configuration = Configuration)
    {
        var id = (string)(await PostAsync(server, "/meta/companies/sync", """{"name":"A shop"}"""))["id"]!;
        var books = (string)(await PostAsync(server, $"/companies/{id}/connections", """{"platformKey":"hldg"}"""))["id"]!;
        await PostAsync(server, $"/config/companies/{id}/sync/commerce", configuration);
        var all = (await server.GetFromJsonAsync<JsonNode>($"/companies/{id}/connections"))!["results"]!.AsArray();
        return new Merchant(id, (string)all.Single(one => (string)one!["id"]! != books)!["id"]!, books, seed);
    }

    /// <summary>Pushes a dataset: some new orders, and one that was there before, edited.</summary>
    /// <returns>The status that was answered.</returns>
    public async Task<HttpStatusCode> PushAsync(HttpClient server, CancellationToken cancellationToken)
    {
        var dataset = Enumerable.Range(0, 4).Select(_ => ($"order-{++orders}", Amount())).ToList();
        if (Accepted.Count > 0)
        {
            dataset.Add((Accepted.Keys.ElementAt(chance.Next(Accepted.Count)), Amount()));
        }

        inDoubt = dataset;
        using var body = new StringContent($$"""{"orders":[{{string.Join(',', dataset.Select(Order))}}]}""", Encoding.UTF8, "application/json");
        using var answer = await server.PostAsync($"/data/companies/{Id}/sync/commerce-orders", body, cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        Interlocked.Increment(ref answered);
        if (answer.IsSuccessStatusCode)
        {
            Accept(dataset);
        }

        return answer.StatusCode;
    }

    /// <summary>Pushes all that was ever accepted once more, as a client does whose server has forgotten.</summary>
    public Task PushAllAgainAsync(HttpClient server) =>
        PostAsync(server, $"/data/companies/{Id}/sync/commerce-orders", $$"""{"orders":[{{string.Join(',', Accepted.Select(order => Order((order.Key, order.Value))))}}]}""");

    /// <summary>Asks for a sync; true where the server took the request.</summary>
    public async Task<bool> AskForSyncAsync(HttpClient server, CancellationToken cancellationToken)
    {
        using var answer = await server.PostAsync($"/companies/{Id}/sync/commerce/latest", null, cancellationToken);
        Interlocked.Increment(ref answered);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Finds out what became of the dataset that nobody answered: it must be there whole, or not at all.</summary>
    public async Task ResolveAsync(HttpClient server)
    {
        if (inDoubt is not { } dataset)
        {
            return;
        }

        var there = new List<bool>();
        foreach (var (id, amount) in dataset)
        {
            there.Add(await ReadAsync(server, id) == amount);
        }

        if (there.TrueForAll(one => one))
        {
            Accept(dataset);
        }
        else if (there.Exists(one => one))
        {
            Broken.Add($"A dataset is there in part: {there.Count(one => one)} of {there.Count}.");
        }

        inDoubt = null;
    }

    /// <summary>How many accepted orders are not there as they were accepted.</summary>
    public async Task<int> LostAsync(HttpClient server)
    {
        var lost = 0;
        foreach (var (id, amount) in Accepted)
        {
            lost += await ReadAsync(server, id) == amount ? 0 : 1;
        }

        return lost;
    }

    /// <summary>Syncs until a sync ends well, and says how. One that died with its server is only over once another is asked for and takes it over.</summary>
    public async Task<int> SyncToTheEndAsync(HttpClient server, TimeSpan patience)
    {
        using var stop = new CancellationTokenSource(patience);
        var told = "nothing";
        try
        {
            while (true)
            {
                await AskForSyncAsync(server, stop.Token);
                var code = 1000;
                for (var look = 0; code is (1000 or 1010) && look < LooksBeforeAskingAgain; look++)
                {
                    await Task.Delay(50, stop.Token);
                    var status = (await server.GetFromJsonAsync<JsonNode>($"/companies/{Id}/sync/commerce/syncs/latest/status", stop.Token))!;
                    (code, told) = ((int)status["syncStatusCode"]!, status.ToJsonString());
                }

                if (code == 2040)
                {
                    return code;
                }
            }
        }
        catch (OperationCanceledException cancelled) when (stop.IsCancellationRequested)
        {
            throw new TimeoutException($"In {patience} no sync came to an end; the last told {told}", cancelled);
        }
    }

    public static async Task<JsonNode> PostAsync(HttpClient server, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await server.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}: {text}");
    }

    private async Task<decimal?> ReadAsync(HttpClient server, string order)
    {
        using var answer = await server.GetAsync($"/companies/{Id}/connections/{commerce}/data/commerce-orders/{order}");
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.NotFound ? null
            : answer.IsSuccessStatusCode ? (decimal)JsonNode.Parse(text)!["totalAmount"]!
            : throw new InvalidOperationException($"Reading {order} was answered with {answer.StatusCode}: {text}");
    }

    private void Accept(List<(string Id, decimal Amount)> dataset)
    {
        foreach (var (id, amount) in dataset)
        {
            Accepted[id] = amount;
        }

        inDoubt = null;
    }

    private decimal Amount() => chance.Next(1, 10_000) / 100m;

    private string Order((string Id, decimal Amount) order) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"id":"{{order.Id}}","currency":"GBP","createdDate":"2025-11-{{16 + (order.Id[^1] % 5)}}T10:00:00Z","sourceModifiedDate":"{{new DateTime(2025, 11, 22, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++versions):yyyy-MM-ddTHH:mm:ssZ}}",
        "totalAmount":{{order.Amount}},"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":{{order.Amount}},"totalTaxAmount":0}]}
        """);
}
