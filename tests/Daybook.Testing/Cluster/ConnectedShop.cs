using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Testing.Cluster;

/// <summary>A company with an organisation of its own on a stand-in, connected as its merchant would, with a day of orders that wait to be synced: due at once.</summary>
public sealed record ConnectedShop(string Id, OrganisationBooks Books, decimal Sold)
{
    private const int Orders = 3;

    /// <summary>Makes the company on a server over HTTP: connects it by the platform's consent, configures it, and pushes a day.</summary>
    public static async Task<ConnectedShop> CreateAsync(HttpClient server, OrganisationBooks books, int number)
    {
        var id = (string)(await PostAsync(server, "/meta/companies/sync", $$"""{"name":"Shop {{number}}"}"""))["id"]!;
        var connection = (string)(await PostAsync(server, $"/companies/{id}/connections", $$"""{"platformKey":"{{books.PlatformKey}}"}"""))["id"]!;
        await ConsentAsync(new Uri(server.BaseAddress!, $"/companies/{id}/connections/{connection}/start"), books.Organisation);
        await PostAsync(server, $"/config/companies/{id}/sync/commerce", Configuration(books));
        var amounts = Enumerable.Range(1, Orders).Select(order => (Id: order, Amount: (number % 90) + (order / 10m) + 1)).ToList();
        await PushAsync(server, id, "orders", amounts.Select(one => $$"""
            {"id":"o{{one.Id}}","currency":"GBP","createdDate":"2025-11-20T10:00:00Z","totalAmount":{{Text(one.Amount)}},
            "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":{{Text(one.Amount)}},"totalTaxAmount":0}]}
            """));
        await PushAsync(server, id, "payments", amounts.Select(one =>
            $$"""{"id":"p{{one.Id}}","amount":{{Text(one.Amount)}},"currency":"GBP","type":"Card","status":"Paid","createdDate":"2025-11-20T10:00:00Z"}"""));
        await PushAsync(server, id, "transactions", amounts.Select(one => $$"""
            {"id":"p{{one.Id}}","totalAmount":{{Text(one.Amount)}},"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o{{one.Id}}","type":"Order"},"createdDate":"2025-11-20T10:00:00Z"}
            """));
        return new ConnectedShop(id, books, amounts.Sum(one => one.Amount));
    }

    /// <summary>What is wrong with the books: one invoice, one payment, and their amounts are right; null where nothing is.</summary>
    public string? Complaint()
    {
        var (count, balance) = (Books.Count(), Books.Balance());
        return count == (1, 1) && balance == (Sold, Sold) ? null
            : $"Company {Id} on {Books.PlatformKey}: {count.Invoices} invoices and {count.Payments} payments, {balance.Sold} sold and {balance.Paid} paid where {Sold} is right.";
    }

    private static async Task ConsentAsync(Uri start, string organisation)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
        using var begun = await browser.GetAsync(start);
        var consent = begun.Headers.Location ?? throw new InvalidOperationException($"{start} leads nowhere: {await begun.Content.ReadAsStringAsync()}");
        var fields = QueryHelpers.ParseQuery(consent.Query).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))
            .Append(KeyValuePair.Create("organisation", organisation)).Append(KeyValuePair.Create("allow", "yes"));
        using var form = new FormUrlEncodedContent(fields);
        using var decided = await browser.PostAsync(consent, form);
        using var back = await browser.GetAsync(new Uri(start, decided.Headers.Location!.PathAndQuery));
        if (!back.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The consent was not taken: {await back.Content.ReadAsStringAsync()}");
        }
    }

    private static string Configuration(OrganisationBooks books)
    {
        JsonNode Account(string id) => new JsonObject { ["selectedAccountId"] = id };
        return new JsonObject
        {
            ["enable"] = true,
            ["schedule"] = new JsonObject { ["selectedFrequency"] = "Daily", ["startDate"] = "2025-11-16T00:00:00Z", ["timeZone"] = "Etc/UTC", ["syncHour"] = 0 },
            ["configuration"] = new JsonObject
            {
                ["sales"] = new JsonObject
                {
                    ["syncSales"] = true,
                    ["accounts"] = new JsonObject { ["sales"] = Account(books.Sales) },
                    ["invoiceStatus"] = new JsonObject { ["selectedInvoiceStatus"] = "Submitted" },
                    ["salesCustomer"] = new JsonObject { ["selectedCustomerId"] = books.Customer },
                    ["taxRates"] = new JsonObject { ["0"] = new JsonObject { ["selectedTaxRateId"] = books.Untaxed } },
                },
                ["payments"] = new JsonObject { ["syncPayments"] = true, ["accounts"] = new JsonObject { ["card"] = Account(books.Card) } },
                ["fees"] = new JsonObject { ["syncFees"] = false },
            },
        }.ToJsonString();
    }

    private static Task<JsonNode> PushAsync(HttpClient server, string company, string type, IEnumerable<string> records) =>
        PostAsync(server, $"/data/companies/{company}/sync/commerce-{type}", $$"""{"{{type}}":[{{string.Join(',', records)}}]}""");

    private static async Task<JsonNode> PostAsync(HttpClient server, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await server.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path} was answered with {answer.StatusCode}: {text}");
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
