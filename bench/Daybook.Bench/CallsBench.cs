using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Daybook.Server.Hosting;
using Daybook.Syncing;
using Daybook.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.Bench;

/// <summary>What a merchant's day costs of the calls that each platform counts: the first day, when accounts and items are new, and any later one.</summary>
internal static class CallsBench
{
    private const string Key = "bench";

    private static readonly (string Platform, string Name, (string Twenty, string Zero) Rates)[] Platforms =
        [("gbol", "Xero", ("OUTPUT2", "ZERORATEDOUTPUT")), ("qhyg", "QuickBooks", ("20.0% S", "0.0% Z")), ("fbrh", "FreeAgent", ("20.0", "0.0"))];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("daybook-bench-");
        await using var standIns = await StandIns.StartUnhurriedAsync(TimeProvider.System);
        var settings = new DaybookSettings
        {
            Url = new Uri("http://127.0.0.1:0"), DataFolder = folder.FullName, ApiKey = Key, RunsSchedule = false, Xero = standIns.XeroApp, QuickBooks = standIns.QuickBooksApp, FreeAgent = standIns.FreeAgentApp,
        };
        await using var server = DaybookApp.Build(settings, TimeProvider.System, Guid.NewGuid, () => Key, LogLevel.Warning);
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)));
        foreach (var (key, name, rates) in Platforms)
        {
            foreach (var isJournal in new[] { false, true })
            {
                standIns.Xero.Revoke();
                var shop = new PlatformShop(server.Services.GetServices<IAccountingPlatform>().Single(platform => platform.Key == key), isJournal) { Server = http };
                await shop.ConnectAsync(isJournal ? 1 : 0);
                await shop.ConfigureAsync(rates, At(-30, 0));
                var (first, _) = await DayAsync(shop, standIns, name, -3);
                var (later, documents) = await DayAsync(shop, standIns, name, -2);
                Console.WriteLine($"calls {name}, {(isJournal ? "journal" : "invoices")}: {first} on the first day, {later} on a later one, for {documents} documents");
            }
        }

        await server.StopAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<(int Calls, int Documents)> DayAsync(PlatformShop shop, StandIns standIns, string name, int day)
    {
        await shop.PushAsync("orders", [Order($"a{day}", day, 24.00m, 4.00m), Order($"b{day}", day, 7.50m, 1.25m), Order($"c{day}", day, -3.00m, -0.50m)]);
        await shop.PushAsync("payments", [Payment($"a{day}", day, 24.00m, "Card"), Payment($"b{day}", day, 7.50m, "Cash"), Payment($"c{day}", day, -3.00m, "Card")]);
        await shop.PushAsync("transactions",
        [
            Transaction($"pa{day}", day, 24.00m, "Payment", $"a{day}", "Order"), Transaction($"pb{day}", day, 7.50m, "Payment", $"b{day}", "Order"), Transaction($"pc{day}", day, -3.00m, "Refund", $"c{day}", "Order"),
            Transaction($"pa{day}", day, -0.45m, "PaymentFee", $"pa{day}", "Payment"), Text($$"""{"id":"out{{day}}","totalAmount":-20.55,"currency":"GBP","type":"Payout","createdDate":"{{At(day, 12)}}"}"""),
        ]);
        var before = standIns.Calls[name].Calls;
        var status = await shop.SyncAsync();
        return (int)status["syncStatusCode"]! == 2000 ? (standIns.Calls[name].Calls - before, (int)(await shop.DocumentsAsync(status))["totalResults"]!) : throw new InvalidOperationException(status.ToJsonString());
    }

    private static string Order(string id, int day, decimal total, decimal tax) => Text($$"""
        {"id":"{{id}}","currency":"GBP","createdDate":"{{At(day, 10)}}","totalAmount":{{total}},"totalTaxAmount":{{tax}},
        "orderLineItems":[{"id":"1","quantity":{{Math.Sign(total)}},"taxPercentage":20,"totalAmount":{{total}},"totalTaxAmount":{{tax}}}]}
        """);

    private static string Payment(string order, int day, decimal amount, string type) =>
        Text($$"""{"id":"p{{order}}","amount":{{amount}},"currency":"GBP","type":"{{type}}","status":"Paid","createdDate":"{{At(day, 10)}}"}""");

    private static string Transaction(string id, int day, decimal amount, string type, string source, string of) =>
        Text($$"""{"id":"{{id}}","totalAmount":{{amount}},"currency":"GBP","type":"{{type}}","transactionSourceRef":{"id":"{{source}}","type":"{{of}}"},"createdDate":"{{At(day, 10)}}"}""");

    private static string At(int day, int hour) => TimeProvider.System.GetUtcNow().Date.AddDays(day).AddHours(hour).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
