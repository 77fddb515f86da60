using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;

namespace Daybook.Testing;

/// <summary>A shop's company on a server, connected to the books of one platform.</summary>
/// <param name="platform">The platform, as the server has it: the shop's accounts are made there.</param>
/// <param name="isJournal">Whether its sales are written as journal entries.</param>
public sealed partial class PlatformShop(IAccountingPlatform platform, bool isJournal)
{
    /// <summary>The server, with the key that it knows.</summary>
    public required HttpClient Server { get; set; }

    public Guid Company { get; private set; }

    /// <summary>The connection to the books.</summary>
    public Guid Connection { get; private set; }

    public PlatformLink Link => new(Company, Connection, "Retail");

    /// <summary>Makes the company and connects it; where the merchant has to consent, to one of the organisations on the platform's page.</summary>
    /// <param name="organisation">Which of those it offers, from 0.</param>
    public async Task ConnectAsync(int organisation = 0)
    {
        var made = await BeginAsync();
        if (made["status"]!.GetValue<string>() != "Linked")
        {
            await ConsentAsync(new Uri(Server.BaseAddress!, new Uri(made["linkUrl"]!.GetValue<string>()).AbsolutePath), organisation);
        }
    }

    /// <summary>As <see cref="ConnectAsync"/>, with a login.</summary>
    public async Task SignInAsync(TrytonLogin login)
    {
        await BeginAsync();
        var body = new JsonObject { ["server"] = login.Server.AbsoluteUri, ["database"] = login.Database, ["user"] = login.User, ["password"] = login.Password };
        await SendAsync(HttpMethod.Put, $"/companies/{Company}/connections/{Connection}/authorization", body.ToJsonString());
    }

    /// <summary>Makes the shop's accounts in the books, and chooses them.</summary>
    /// <param name="rates">The names or ids of the tax rates of 20% and 0%.</param>
    /// <param name="startDate">ISO 8601.</param>
    public async Task ConfigureAsync((string Twenty, string Zero) rates, string startDate)
    {
        var editor = (IChartEditor)platform;
        var tender = isJournal ? "Asset" : "Asset.Bank";
        async Task<JsonNode> Account(string name, string classification) => new JsonObject
        {
            ["selectedAccountId"] = Done(await editor.CreateAccountAsync(Link, new NewAccount("M " + name, classification), default)).Id,
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
            : Done(isCustomer ? await contacts.CreateCustomerAsync(Link, name, default) : await contacts.CreateSupplierAsync(Link, name, default)).Id;
        var configuration = new JsonObject
        {
            ["enable"] = true,
            ["schedule"] = new JsonObject { ["selectedFrequency"] = "Daily", ["startDate"] = startDate, ["timeZone"] = "Europe/London", ["syncHour"] = 0 },
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
        var configured = await SendAsync(HttpMethod.Post, $"/config/companies/{Company}/sync/commerce", configuration.ToJsonString());
        if (!configured["configured"]!.GetValue<bool>())
        {
            throw new InvalidOperationException(configured.ToJsonString());
        }
    }

    /// <param name="type">Such as <c>orders</c>.</param>
    /// <param name="records">Each as JSON.</param>
    public Task PushAsync(string type, IEnumerable<string> records) =>
        SendAsync(HttpMethod.Post, $"/data/companies/{Company}/sync/commerce-{type}", $$"""{"{{type}}":[{{string.Join(',', records)}}]}""");

    /// <summary>Syncs and waits for the end.</summary>
    /// <returns>The sync's status, whatever it is.</returns>
    public async Task<JsonNode> SyncAsync()
    {
        var syncs = $"/companies/{Company}/sync/commerce";
        var sync = (await SendAsync(HttpMethod.Post, $"{syncs}/latest", "{}"))["commerceSyncId"]!.GetValue<string>();
        for (var pause = 10; ; pause = Math.Min(pause * 2, 500))
        {
            var status = await SendAsync(HttpMethod.Get, $"{syncs}/syncs/{sync}/status");
            if (status["syncStatusCode"]!.GetValue<int>() is not (1000 or 1010))
            {
                return status;
            }

            await Task.Delay(pause);
        }
    }

    /// <summary>The documents of a sync.</summary>
    public async Task<JsonNode> DocumentsAsync(JsonNode sync) => await SendAsync(HttpMethod.Get, $"/companies/{Company}/sync/commerce/syncs/{sync["syncId"]}/documents?pageSize=1000");

    /// <exception cref="InvalidOperationException">The server did not do it.</exception>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await Server.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.StatusCode == HttpStatusCode.OK ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {text}");
    }

    private async Task<JsonNode> BeginAsync()
    {
        Company = (await SendAsync(HttpMethod.Post, "/meta/companies/sync", """{"name":"Retail"}"""))["id"]!.GetValue<Guid>();
        var made = await SendAsync(HttpMethod.Post, $"/companies/{Company}/connections", $$"""{"platformKey":"{{platform.Key}}"}""");
        Connection = made["id"]!.GetValue<Guid>();
        return made;
    }

    private static async Task ConsentAsync(Uri start, int organisation)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        using var begun = await browser.GetAsync(start);
        var consent = begun.Headers.Location ?? throw new InvalidOperationException(await begun.Content.ReadAsStringAsync());
        var page = await browser.GetStringAsync(consent);
        var fields = Hidden().Matches(page).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("organisation", Organisation().Matches(page)[organisation].Groups["id"].Value)).Append(KeyValuePair.Create("allow", "yes"));
        using var form = new FormUrlEncodedContent(fields);
        using var decided = await browser.PostAsync(consent, form);
        using var back = await browser.GetAsync(new Uri(start, decided.Headers.Location!.PathAndQuery));
        if (back.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(await back.Content.ReadAsStringAsync());
        }
    }

    private static T Done<T>(ChartChange<T> change) => change is ChartChange<T>.Done done ? done.Entry : throw new InvalidOperationException($"{change}");

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"organisation\" value=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Organisation();
}
