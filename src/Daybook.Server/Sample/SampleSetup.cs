using System.Text.Json.Nodes;

namespace Daybook.Server.Sample;

/// <summary>Connects the sample company to a plain-text ledger and configures it, unless that has been done.</summary>
internal sealed class SampleSetup(SampleClient client, string companyId)
{
    private const string Ledger = "hldg";
    private const string CardClearing = "assets:card clearing";

    /// <returns>The id of the connection to the ledger.</returns>
    public async Task<string> RunAsync(JsonNode company, CancellationToken cancellationToken)
    {
        var connection = company["dataConnections"]!.AsArray().FirstOrDefault(one => one!["integrationKey"]!.GetValue<string>() == Ledger)
            ?? await client.PostAsync($"/companies/{companyId}/connections", new { PlatformKey = Ledger }, cancellationToken);
        var connectionId = connection["id"]!.GetValue<string>();
        foreach (var category in SampleGoods.Categories.Values)
        {
            await client.PostAsync($"/companies/{companyId}/connections/{connectionId}/push/accounts", new { Name = AccountOf(category) }, cancellationToken);
        }

        await ConfigureAsync(cancellationToken);
        return connectionId;
    }

    /// <summary>Takes what the ledger's account names suggest, and chooses what they can't tell.</summary>
    private async Task ConfigureAsync(CancellationToken cancellationToken)
    {
        var path = $"/config/companies/{companyId}/sync/commerce";
        var configuration = await client.GetAsync(path, cancellationToken);
        configuration["enable"] = true;
        configuration["enabled"] = true;
        var schedule = configuration["schedule"]!;
        schedule["selectedFrequency"] = "Daily";
        schedule["startDate"] = SampleWeek.Start.ToString();
        schedule["timeZone"] = SampleWeek.TimeZone;
        schedule["syncHour"] = SampleWeek.SyncHour;
        schedule["syncHourUtc"] = SampleWeek.SyncHour;

        var choices = configuration["configuration"]!;
        choices["countryCode"] = "GB";
        foreach (var (id, name) in SampleGoods.Categories)
        {
            choices["sales"]!["accounts"]![id]!["selectedAccountId"] = AccountOf(name);
        }

        choices["payments"]!["syncPayments"] = true;
        choices["payments"]!["accounts"]!["onlineCard"]!["selectedAccountId"] = CardClearing;
        choices["fees"]!["syncFees"] = true;
        var configured = await client.PostAsync(path, configuration, cancellationToken);
        if (!configured["configured"]!.GetValue<bool>())
        {
            throw new SampleException("The configuration was taken but is not complete.");
        }
    }

    private static string AccountOf(string category) => "income:sales:" + category;
}
