using System.Net;
using System.Text.Json.Nodes;
using Daybook.Sandbox.QuickBooks.Books;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Tests.Platforms;
using Daybook.Server.Tests.Xero;
using Shouldly;

namespace Daybook.Server.Tests.QuickBooks;

/// <summary>A merchant who connects a company of QuickBooks, configures it, pushes a day and syncs.</summary>
internal sealed class QuickBooksMerchant(IPlatformServer server)
{
    private const string Orders =
        """
        {"orders":[
         {"id":"o1","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","totalAmount":12.00,"totalTaxAmount":2.01,"totalGratuity":1.00,
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":20,"totalAmount":12.00,"totalTaxAmount":2.01}]},
         {"id":"o2","currency":"GBP","createdDate":"2026-11-18T11:00:00Z","totalAmount":5.00,"totalTaxAmount":0,
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]},
         {"id":"o3","currency":"GBP","createdDate":"2026-11-18T12:00:00Z","totalAmount":-3.01,"totalTaxAmount":-0.49,
          "orderLineItems":[{"id":"1","quantity":-1,"taxPercentage":20,"totalAmount":-3.01,"totalTaxAmount":-0.49}]}]}
        """;

    private const string Payments =
        """
        {"payments":[
         {"id":"p1","amount":13.00,"currency":"GBP","type":"Card","status":"Paid","createdDate":"2026-11-18T10:00:00Z"},
         {"id":"p2","amount":4.00,"currency":"GBP","type":"Cash","status":"Paid","createdDate":"2026-11-18T11:00:00Z"},
         {"id":"p3","amount":2.50,"currency":"GBP","type":"Prepaid","status":"Paid","createdDate":"2026-11-18T11:00:00Z"},
         {"id":"p4","amount":-3.01,"currency":"GBP","type":"Card","status":"Paid","createdDate":"2026-11-18T12:00:00Z"}]}
        """;

    private const string Transactions =
        """
        {"transactions":[
         {"id":"p1","totalAmount":13.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o1","type":"Order"},"createdDate":"2026-11-18T10:00:00Z"},
         {"id":"p2","totalAmount":4.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o2","type":"Order"},"createdDate":"2026-11-18T11:00:00Z"},
         {"id":"p3","totalAmount":2.50,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o2","type":"Order"},"createdDate":"2026-11-18T11:00:00Z"},
         {"id":"p4","totalAmount":-3.01,"currency":"GBP","type":"Refund","transactionSourceRef":{"id":"o3","type":"Order"},"createdDate":"2026-11-18T12:00:00Z"},
         {"id":"p1","totalAmount":-0.39,"currency":"GBP","type":"PaymentFee","transactionSourceRef":{"id":"p1","type":"Payment"},"createdDate":"2026-11-18T10:00:00Z"},
         {"id":"out","totalAmount":-9.60,"currency":"GBP","type":"Payout","createdDate":"2026-11-18T13:00:00Z"}]}
        """;

    private readonly Api api = server.Server.Api;

    public async Task<(string Company, JsonNode Connection)> BeginAsync()
    {
        var company = await api.NewCompanyAsync();
        var connection = (await api.PostAsync($"/companies/{company}/connections", """{"platformKey":"qhyg"}""")).Ok();
        connection["status"]!.GetValue<string>().ShouldBe("PendingAuth");
        return (company, connection);
    }

    public async Task<string> ConnectedAsync(QuickBooksCompany books)
    {
        var (company, connection) = await BeginAsync();
        await LinkAsync(connection, books);
        (await StatusAsync(company)).ShouldBe("Linked");
        return company;
    }

    public async Task LinkAsync(JsonNode connection, QuickBooksCompany books)
    {
        using var browser = new Browser();
        var address = server.Server.Address;
        var (status, page) = await browser.OpenAsync(await browser.DecideAsync(address, await browser.BeginAsync(address, connection["linkUrl"]!.GetValue<string>()), allows: true, [books.Realm]));
        status.ShouldBe(HttpStatusCode.OK, page);
        page.ShouldContain($"{books.Name} in QuickBooks Online is connected");
    }

    public async Task<JsonNode> ConnectionAsync(string company) =>
        (await api.GetAsync($"/companies/{company}")).Ok()["dataConnections"]!.AsArray().Single(one => one!["sourceType"]!.GetValue<string>() == "Accounting")!;

    public async Task<string> StatusAsync(string company) => (await ConnectionAsync(company))["status"]!.GetValue<string>();

    public async Task ConfigureAsync(string company, QuickBooksCompany books, bool isJournal)
    {
        JsonNode Account(string name) => new JsonObject { ["selectedAccountId"] = books.IdOf("Account", name) };
        JsonNode Rate(string british) => new JsonObject
        {
            ["selectedTaxRateId"] = books.Country == "US" ? $"account-{books.IdOf("Account", "Sales Tax Collected")}" : $"tax-{books.IdOf("TaxCode", british)}",
        };
        var configuration = new JsonObject
        {
            ["enable"] = true,
            ["schedule"] = new JsonObject { ["selectedFrequency"] = "Daily", ["startDate"] = "2026-11-01" },
            ["configuration"] = new JsonObject
            {
                ["mapSettings"] = isJournal ? new JsonObject { ["outputFormat"] = "JournalEntry" } : null,
                ["sales"] = new JsonObject
                {
                    ["syncSales"] = true,
                    ["accounts"] = new JsonObject { ["sales"] = Account("Sales"), ["refund"] = Account("Refunds"), ["gratuity"] = Account("Tips"), ["rounding"] = Account("Rounding") },
                    ["invoiceStatus"] = new JsonObject { ["selectedInvoiceStatus"] = "Submitted" },
                    ["salesCustomer"] = new JsonObject { ["selectedCustomerId"] = books.IdOf("Customer", "Shop customers") },
                    ["taxRates"] = new JsonObject { ["20"] = Rate("20.0% S"), ["0"] = Rate("0.0% Z") },
                },
                ["payments"] = new JsonObject
                {
                    ["syncPayments"] = true,
                    ["accounts"] = new JsonObject { ["card"] = Account("Card Clearing"), ["cash"] = Account("Cash"), ["prepaidPayment"] = Account("Gift Cards"), ["payout"] = Account("Business Bank Account") },
                },
                ["fees"] = new JsonObject
                {
                    ["syncFees"] = true,
                    ["feesSupplier"] = new JsonObject { ["selectedSupplierId"] = books.IdOf("Vendor", "Payment provider") },
                    ["accounts"] = new JsonObject { ["paymentFee"] = Account("Payment Fees") },
                },
            },
        };
        (await api.ConfigureAsync(company, configuration.ToJsonString())).Ok()["configured"]!.GetValue<bool>().ShouldBeTrue();
    }

    public async Task PushAsync(string company, string currency)
    {
        foreach (var (type, body) in new[] { ("orders", Orders), ("payments", Payments), ("transactions", Transactions) })
        {
            (await api.PushAsync(company, type, body.Replace("GBP", currency, StringComparison.Ordinal))).Ok();
        }
    }

    public async Task<JsonNode> SyncedAsync(string company)
    {
        (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "{}")).Ok();
        for (var tries = 0; tries < 600; tries++)
        {
            var status = (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/latest/status")).Ok();
            if (status["syncStatusCode"]!.GetValue<int>() >= 2000)
            {
                return status["syncStatusCode"]!.GetValue<int>() is 2000 or 2040 ? status : throw new InvalidOperationException(status.ToJsonString());
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The sync does not end.");
    }
}
