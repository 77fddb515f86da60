using System.Text.Json.Nodes;

namespace Daybook.Server.Sample;

/// <summary>
/// A merchant's first week with Daybook, over the public API alone: company, books, configuration, then day by day push and sync, and a correction.
/// Run again on the same data it finds its company, pushes the same week again, and nothing new is written.
/// </summary>
internal sealed class SampleMerchant(SampleClient client, SampleReport report)
{
    public const string Name = "Harbour Coffee sample";
    private const int Polls = 600;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var company = await CompanyAsync(cancellationToken);
        var companyId = company["id"]!.GetValue<string>();
        await PushAsync(companyId, "products", [.. SampleGoods.All.Select(goods => goods.ToWire())], cancellationToken);
        await PushAsync(companyId, "productCategories", [.. SampleGoods.Categories.Select(Named)], cancellationToken);
        await PushAsync(companyId, "locations", [.. SampleGoods.Locations.Select(Named)], cancellationToken);
        var connectionId = await new SampleSetup(client, companyId).RunAsync(company, cancellationToken);

        var before = await DocumentsAsync(companyId, cancellationToken);
        report.Begin(Name, before.Count);
        foreach (var day in SampleWeek.Days())
        {
            await PushAsync(companyId, "orders", day.Orders, cancellationToken);
            await PushAsync(companyId, "payments", day.Payments, cancellationToken);
            await PushAsync(companyId, "transactions", day.Transactions, cancellationToken);
            report.Day(day, await SyncAsync(companyId, day, cancellationToken));
        }

        var documents = await DocumentsAsync(companyId, cancellationToken);
        var balances = SampleBooks.BalancesOf(await client.GetTextAsync($"/companies/{companyId}/connections/{connectionId}/ledger", cancellationToken));
        Check(documents, balances);
        report.End(companyId, connectionId, documents, documents.Count - before.Count, balances);
    }

    private static object Named(KeyValuePair<string, string> item) => new { Id = item.Key, Name = item.Value };

    private async Task<JsonNode> CompanyAsync(CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var companies = await client.GetAsync($"/companies?page={page}&pageSize=1000", cancellationToken);
            if (companies["results"]!.AsArray().FirstOrDefault(company => company!["name"]!.GetValue<string>() == Name) is { } found)
            {
                return found;
            }

            if (companies["_links"]!["next"] is null)
            {
                return await client.PostAsync("/meta/companies/sync", new { Name }, cancellationToken);
            }
        }
    }

    private async Task PushAsync(string companyId, string dataType, IReadOnlyList<object> records, CancellationToken cancellationToken)
    {
        var pushed = await client.PostAsync($"/data/companies/{companyId}/sync/commerce-{dataType}", new Dictionary<string, object> { [dataType] = records }, cancellationToken);
        var datasetId = pushed["datasetId"]!.GetValue<string>();
        var remarks = await client.GetAsync($"/companies/{companyId}/sync/{datasetId}/validation", cancellationToken);
        if (remarks["errors"]!.AsArray().FirstOrDefault() is { } error)
        {
            throw new SampleException($"A record of {dataType} can't be booked: {error.ToJsonString()}");
        }
    }

    private async Task<JsonNode> SyncAsync(string companyId, SampleDay day, CancellationToken cancellationToken)
    {
        var sync = await client.PostAsync($"/companies/{companyId}/sync/commerce/latest", new { SyncTo = day.SyncTo.ToString() }, cancellationToken);
        var syncId = sync["commerceSyncId"]!.GetValue<string>();
        for (var poll = 0; poll < Polls; poll++)
        {
            var status = await client.GetAsync($"/companies/{companyId}/sync/commerce/syncs/{syncId}/status", cancellationToken);
            switch (status["syncStatusCode"]!.GetValue<int>())
            {
                case 1000 or 1010:
                    await Task.Delay(PollEvery, cancellationToken);
                    break;
                case 2000 or 2040:
                    return status;
                case var code:
                    throw new SampleException($"The sync of {day.Date} ended {code}: {status["errorMessage"]}");
            }
        }

        throw new SampleException($"The sync of {day.Date} did not end in time.");
    }

    private async Task<List<JsonNode>> DocumentsAsync(string companyId, CancellationToken cancellationToken)
    {
        var documents = new List<JsonNode>();
        var syncs = await client.GetAsync($"/companies/{companyId}/sync/commerce/syncs/list/status", cancellationToken);
        foreach (var sync in syncs.AsArray().Where(sync => sync!["dataPushed"]!.GetValue<bool>()))
        {
            var page = await client.GetAsync($"/companies/{companyId}/sync/commerce/syncs/{sync!["syncId"]}/documents?pageSize=5000", cancellationToken);
            documents.AddRange(page["results"]!.AsArray().Where(document => document!["state"]!.GetValue<string>() == "Accepted").Select(document => document!));
        }

        return documents;
    }

    /// <summary>The documents as the API tells them and the books as they lie in the ledger must say the same.</summary>
    private static void Check(List<JsonNode> documents, SortedDictionary<string, decimal> balances)
    {
        var told = documents.SelectMany(document => document["ledger"]!.AsArray()).GroupBy(line => line!["account"]!.GetValue<string>())
            .ToDictionary(group => group.Key, group => group.Sum(line => line!["amount"]!.GetValue<decimal>()), StringComparer.Ordinal);
        var wrong = balances.Keys.Union(told.Keys).FirstOrDefault(account => balances.GetValueOrDefault(account) != told.GetValueOrDefault(account));
        if (wrong is not null)
        {
            throw new SampleException($"The ledger has {balances.GetValueOrDefault(wrong)} on {wrong}, the documents have {told.GetValueOrDefault(wrong)}.");
        }

        if (balances.Values.Sum() is not 0 and var difference)
        {
            throw new SampleException($"The books don't balance: they are out by {difference}.");
        }
    }
}
