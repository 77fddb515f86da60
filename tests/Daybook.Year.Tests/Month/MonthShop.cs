using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Year.Tests.Data;
using Shouldly;

namespace Daybook.Year.Tests.Month;

/// <summary>The shop's company on the server, connected to the books of one platform.</summary>
internal sealed partial class MonthShop(MonthServer server, string key, bool isJournal)
{
    private const int MostRecords = 5_000;

    private Guid company;
    private Guid connection;

    private PlatformLink Link => new(company, connection, "Retail");

    /// <summary>Where the plain-text books begin.</summary>
    public string Journal => server.JournalOf(company, connection);

    public async Task ConnectAsync()
    {
        company = (await SendAsync(HttpMethod.Post, "/meta/companies/sync", """{"name":"Retail"}"""))["id"]!.GetValue<Guid>();
        var made = await SendAsync(HttpMethod.Post, $"/companies/{company}/connections", $$"""{"platformKey":"{{key}}"}""");
        connection = made["id"]!.GetValue<Guid>();
        if (made["status"]!.GetValue<string>() != "Linked")
        {
            await ConsentAsync(new Uri(server.Http.BaseAddress!, new Uri(made["linkUrl"]!.GetValue<string>()).AbsolutePath));
        }
    }

    /// <summary>As <see cref="ConnectAsync"/>, with a login.</summary>
    public async Task SignInAsync(TrytonLogin login)
    {
        company = (await SendAsync(HttpMethod.Post, "/meta/companies/sync", """{"name":"Retail"}"""))["id"]!.GetValue<Guid>();
        connection = (await SendAsync(HttpMethod.Post, $"/companies/{company}/connections", $$"""{"platformKey":"{{key}}"}"""))["id"]!.GetValue<Guid>();
        var body = new JsonObject { ["server"] = login.Server.AbsoluteUri, ["database"] = login.Database, ["user"] = login.User, ["password"] = login.Password };
        await SendAsync(HttpMethod.Put, $"/companies/{company}/connections/{connection}/authorization", body.ToJsonString());
    }

    /// <summary>Makes the shop's accounts in the books, and chooses them.</summary>
    /// <param name="rates">The names or ids of the tax rates of 20% and 0%.</param>
    public async Task ConfigureAsync((string Twenty, string Zero) rates)
    {
        var editor = server.Platform(key).ShouldBeAssignableTo<IChartEditor>()!;
        var tender = isJournal ? "Asset" : "Asset.Bank";
        async Task<JsonNode> Account(string name, string classification) => new JsonObject
        {
            ["selectedAccountId"] = (await editor.CreateAccountAsync(Link, new NewAccount("M " + name, classification), default)).ShouldBeOfType<ChartChange<ChartAccount>.Done>().Entry.Id,
        };
        var fees = await Account("Fees", "Expense");
        var sales = new JsonObject
        {
            ["sales"] = await Account("Sales", "Income"), ["refund"] = await Account("Refunds", "Income"), ["prepaid"] = await Account("Gift cards", "Liability"),
            ["rounding"] = await Account("Rounding", "Income"), ["serviceCharge-shipping"] = await Account("Shipping", "Income"),
        };
        if (isJournal)
        {
            sales["receivable"] = await Account("Receivable", "Asset");
        }

        var payments = new JsonObject
        {
            ["card"] = await Account("Card", tender), ["cash"] = await Account("Cash", tender), ["paypal"] = await Account("Paypal", tender), ["invoice"] = await Account("Invoice", tender),
            ["payout"] = await Account("Bank", tender),
        };
        var chart = await editor.ReadChartAsync(Link, default);
        JsonNode Rate(string rate) => new JsonObject { ["selectedTaxRateId"] = chart.TaxRates.First(one => one.Id == rate || one.Name == rate).Id };
        async Task<string> Contact(string name, bool isCustomer) => editor is not IContactEditor contacts ? (isCustomer ? chart.Customers : chart.Suppliers)[0].Id
            : (isCustomer ? await contacts.CreateCustomerAsync(Link, name, default) : await contacts.CreateSupplierAsync(Link, name, default)).ShouldBeOfType<ChartChange<ChartItem>.Done>().Entry.Id;
        var configuration = new JsonObject
        {
            ["enable"] = true,
            ["schedule"] = new JsonObject { ["selectedFrequency"] = "Daily", ["startDate"] = "2010-12-01T00:00:00Z", ["timeZone"] = "Europe/London", ["syncHour"] = 0 },
            ["configuration"] = new JsonObject
            {
                ["mapSettings"] = isJournal ? new JsonObject { ["outputFormat"] = "JournalEntry" } : null,
                ["sales"] = new JsonObject
                {
                    ["syncSales"] = true,
                    ["accounts"] = sales,
                    ["invoiceStatus"] = new JsonObject { ["selectedInvoiceStatus"] = "Submitted" },
                    ["salesCustomer"] = new JsonObject { ["selectedCustomerId"] = await Contact("M Customers", true) },
                    ["taxRates"] = new JsonObject { ["20"] = Rate(rates.Twenty), ["0"] = Rate(rates.Zero) },
                },
                ["payments"] = new JsonObject { ["syncPayments"] = true, ["accounts"] = payments },
                ["fees"] = new JsonObject
                {
                    ["syncFees"] = true,
                    ["feesSupplier"] = new JsonObject { ["selectedSupplierId"] = await Contact("M Provider", false) },
                    ["accounts"] = new JsonObject { ["paymentFee"] = fees },
                },
            },
        };
        var configured = await SendAsync(HttpMethod.Post, $"/config/companies/{company}/sync/commerce", configuration.ToJsonString());
        configured["configured"]!.GetValue<bool>().ShouldBeTrue(configured.ToJsonString());
    }

    public async Task PushAsync(IReadOnlyList<ReadOnlyMemory<byte>> products, RecordSet records)
    {
        foreach (var (type, all) in records.ByType().Prepend(("products", products)))
        {
            foreach (var some in all.Chunk(MostRecords))
            {
                await SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-{type}", $$"""{"{{type}}":[{{string.Join(',', some.Select(record => Encoding.UTF8.GetString(record.Span)))}}]}""");
            }
        }
    }

    /// <summary>Syncs and waits for the end.</summary>
    /// <returns>How many documents there are.</returns>
    public async Task<int> SyncAsync()
    {
        var syncs = $"/companies/{company}/sync/commerce";
        var sync = (await SendAsync(HttpMethod.Post, $"{syncs}/latest", "{}"))["commerceSyncId"]!.GetValue<string>();
        for (var pause = 10; ; pause = Math.Min(pause * 2, 500))
        {
            var status = await SendAsync(HttpMethod.Get, $"{syncs}/syncs/{sync}/status");
            if (status["syncStatusCode"]!.GetValue<int>() is var code and not (1000 or 1010))
            {
                var documents = await SendAsync(HttpMethod.Get, $"{syncs}/syncs/{sync}/documents?pageSize=1000");
                var errors = documents["results"]!.AsArray().Select(document => document!["error"]?.GetValue<string>()).OfType<string>().Distinct().Take(5);
                code.ShouldBe(2000, $"{status.ToJsonString()} {string.Join(" | ", errors)}");
                return documents["totalResults"]!.GetValue<int>();
            }

            await Task.Delay(pause);
        }
    }

    /// <summary>Consents on the platform's own page: to the first of its organisations for invoices, to the second for journal entries.</summary>
    private async Task ConsentAsync(Uri start)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        using var begun = await browser.GetAsync(start);
        var consent = begun.Headers.Location.ShouldNotBeNull();
        var page = await browser.GetStringAsync(consent);
        var fields = Hidden().Matches(page).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("organisation", Organisation().Matches(page)[isJournal ? 1 : 0].Groups["id"].Value)).Append(KeyValuePair.Create("allow", "yes"));
        using var form = new FormUrlEncodedContent(fields);
        using var decided = await browser.PostAsync(consent, form);
        using var back = await browser.GetAsync(new Uri(start, decided.Headers.Location.ShouldNotBeNull().PathAndQuery));
        back.StatusCode.ShouldBe(HttpStatusCode.OK, await back.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await server.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"organisation\" value=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Organisation();
}
