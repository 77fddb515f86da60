using System.Net;
using System.Text.Json.Nodes;
using Daybook.Sandbox.Xero;
using Daybook.Sandbox.Xero.Books;
using Daybook.Server.Sample;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Tests.Platforms;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Xero;

/// <summary>A merchant connects Xero, pushes and syncs, over HTTP alone.</summary>
public abstract class XeroLaws(IPlatformServer server)
{
    private const string Orders =
        """
        {"orders":[
         {"id":"o1","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","totalAmount":12.00,"totalTaxAmount":2.00,"totalGratuity":1.00,
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":20,"totalAmount":12.00,"totalTaxAmount":2.00}]},
         {"id":"o2","currency":"GBP","createdDate":"2026-11-18T11:00:00Z","totalAmount":5.00,"totalTaxAmount":0,
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]},
         {"id":"o3","currency":"GBP","createdDate":"2026-11-18T12:00:00Z","totalAmount":-3.01,"totalTaxAmount":-0.49,
          "orderLineItems":[{"id":"1","quantity":-1,"taxPercentage":20,"totalAmount":-3.01,"totalTaxAmount":-0.49}]}]}
        """;

    private const string Payments =
        """
        {"payments":[
         {"id":"p1","amount":13.00,"currency":"GBP","type":"Card","status":"Paid","createdDate":"2026-11-18T10:00:00Z"},
         {"id":"p2","amount":6.00,"currency":"GBP","type":"Cash","status":"Paid","createdDate":"2026-11-18T11:00:00Z"},
         {"id":"p3","amount":-3.01,"currency":"GBP","type":"Card","status":"Paid","createdDate":"2026-11-18T12:00:00Z"}]}
        """;

    private const string Transactions =
        """
        {"transactions":[
         {"id":"p1","totalAmount":13.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o1","type":"Order"},"createdDate":"2026-11-18T10:00:00Z"},
         {"id":"p2","totalAmount":6.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o2","type":"Order"},"createdDate":"2026-11-18T11:00:00Z"},
         {"id":"p3","totalAmount":-3.01,"currency":"GBP","type":"Refund","transactionSourceRef":{"id":"o3","type":"Order"},"createdDate":"2026-11-18T12:00:00Z"},
         {"id":"p1","totalAmount":-0.39,"currency":"GBP","type":"PaymentFee","transactionSourceRef":{"id":"p1","type":"Payment"},"createdDate":"2026-11-18T10:00:00Z"},
         {"id":"out","totalAmount":-9.60,"currency":"GBP","type":"Payout","createdDate":"2026-11-18T13:00:00Z"}]}
        """;

    /// <summary>The plain-text accounts by the names that Xero's stand-in has for them.</summary>
    private static readonly Dictionary<string, string> SameAs = new(StringComparer.Ordinal)
    {
        ["income:sales"] = "Sales",
        ["income:refunds"] = "Refunds",
        ["liabilities:tips"] = "Tips",
        ["assets:card clearing"] = "Card Clearing",
        ["assets:cash"] = "Cash",
        ["assets:bank"] = "Business Bank Account",
        ["assets:receivable"] = "Accounts Receivable",
        ["liabilities:payable"] = "Accounts Payable",
        ["expenses:payment fees"] = "Payment Fees",
    };

    private readonly Api api = server.Server.Api;

    [Fact]
    public async Task Each_presentation_gives_the_trial_balance_of_a_plain_text_ledger_with_the_same_records()
    {
        for (var i = 0; i < 2; i++)
        {
            var books = server.StandIns.Xero.Organisations[i];
            var other = books.TrialBalance();
            var company = await ConnectedAsync(books);
            await ConfigureAsync(company, books, isJournal: i == 1);
            await PushAsync(company);
            var before = server.StandIns.Xero.Calls.Count;
            (await SyncedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
            TestContext.Current.TestOutputHelper?.WriteLine($"{server.StandIns.Xero.Calls.Count - before} calls for the day");
            var receivable = i == 0 ? "Accounts Receivable" : "Customers in the Journal";
            Less(books.TrialBalance(), other).ShouldBe(await PlainTextBalancesAsync(receivable), ignoreOrder: true);
            (await SyncedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2040);
        }
    }

    [Fact]
    public async Task A_sync_undone_leaves_nothing_in_Xero_and_the_next_writes_the_same_again()
    {
        var books = server.StandIns.Xero.Organisations[1];
        var before = books.TrialBalance();
        var company = await ConnectedAsync(books);
        await ConfigureAsync(company, books, isJournal: false);
        await PushAsync(company);
        var sync = await SyncedAsync(company);
        var written = books.TrialBalance();
        written.ShouldNotBe(before);
        var undone = (await api.PostAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}/undo", "")).Ok();
        undone["voided"]!.GetValue<int>().ShouldBeGreaterThan(5);
        books.TrialBalance().ShouldBe(before, ignoreOrder: true);
        (await SyncedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        books.TrialBalance().ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public async Task A_consent_that_opens_several_organisations_asks_which()
    {
        var (company, connection) = await BegunAsync();
        using var browser = new Browser();
        var back = await browser.DecideAsync(server.Server.Address, await browser.BeginAsync(server.Server.Address, LinkOf(connection)), allows: true, [.. server.StandIns.Xero.Organisations.Select(one => one.Id)]);
        var (status, page) = await browser.OpenAsync(back);
        status.ShouldBe(HttpStatusCode.OK, page);
        page.ShouldContain(server.StandIns.Xero.Organisations[1].Name);
        var chosen = await browser.ChooseAsync(server.Server.Address, page, server.StandIns.Xero.Organisations[1].Id);
        chosen.Page.ShouldContain($"{server.StandIns.Xero.Organisations[1].Name} in Xero is connected");
        (await StatusAsync(company)).ShouldBe("Linked");
        (await browser.ChooseAsync(server.Server.Address, page, server.StandIns.Xero.Organisations[0].Id)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.OpenAsync(new Uri(server.Server.Address, new Uri(LinkOf(connection)).AbsolutePath))).Page.ShouldContain("connected already");
    }

    [Fact]
    public async Task A_callback_counts_once_and_only_in_the_browser_that_began()
    {
        var (company, connection) = await BegunAsync();
        using var browser = new Browser();
        using var another = new Browser();
        var back = await browser.DecideAsync(server.Server.Address, await browser.BeginAsync(server.Server.Address, LinkOf(connection)), allows: true, server.StandIns.Xero.Organisations[0].Id);
        (await another.OpenAsync(back)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(company)).ShouldBe("PendingAuth");
        (await browser.OpenAsync(back)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.OpenAsync(back)).Page.ShouldContain("Open the link that you were given once more");
        (await StatusAsync(company)).ShouldBe("Linked");
    }

    [Fact]
    public async Task A_second_consent_that_was_begun_earlier_changes_nothing()
    {
        var (company, connection) = await BegunAsync();
        var address = server.Server.Address;
        using var first = new Browser();
        using var second = new Browser();
        var back = await first.DecideAsync(address, await first.BeginAsync(address, LinkOf(connection)), allows: true, server.StandIns.Xero.Organisations[0].Id);
        var other = await second.DecideAsync(address, await second.BeginAsync(address, LinkOf(connection)), allows: true, server.StandIns.Xero.Organisations[0].Id);
        (await first.OpenAsync(back)).Page.ShouldContain($"{server.StandIns.Xero.Organisations[0].Name} in Xero is connected");
        (await second.OpenAsync(other)).Page.ShouldContain("nothing was changed");
        (await StatusAsync(company)).ShouldBe("Linked");
    }

    [Fact]
    public async Task A_merchant_who_does_not_allow_it_is_told_so_and_can_try_again()
    {
        var (company, connection) = await BegunAsync();
        using var browser = new Browser();
        var back = await browser.DecideAsync(server.Server.Address, await browser.BeginAsync(server.Server.Address, LinkOf(connection)), allows: false);
        var (status, page) = await browser.OpenAsync(back);
        (status, page.Contains("You did not allow access in Xero", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true));
        (await StatusAsync(company)).ShouldBe("PendingAuth");
        await LinkAsync(connection, server.StandIns.Xero.Organisations[0]);
        (await StatusAsync(company)).ShouldBe("Linked");
    }

    [Fact]
    public async Task Consent_taken_back_in_Xero_shows_in_the_connection_and_ends_once_it_is_given_again()
    {
        var company = await ConnectedAsync(server.StandIns.Xero.Organisations[0]);
        server.StandIns.Xero.Revoke();
        (await api.GetAsync($"/config/companies/{company}/sync/commerce")).Fault(HttpStatusCode.Conflict).ShouldContain("connect it again");
        (await StatusAsync(company)).ShouldBe("Deauthorized");
        await LinkAsync(await ConnectionAsync(company), server.StandIns.Xero.Organisations[0]);
        (await StatusAsync(company)).ShouldBe("Linked");
        (await api.ConfigurationAsync(company))["accountingSoftwareCompanyName"]!.GetValue<string>().ShouldBe(server.StandIns.Xero.Organisations[0].Name);
    }

    [Fact]
    public async Task Unlinking_takes_the_consent_back_in_Xero()
    {
        var company = await ConnectedAsync(server.StandIns.Xero.Organisations[0]);
        var connection = await ConnectionAsync(company);
        (await api.SendJsonAsync(HttpMethod.Patch, $"/companies/{company}/connections/{connection["id"]}", """{"status":"Unlinked"}""")).Ok();
        server.StandIns.Xero.Grants.Ties().Keys.ShouldNotContain(server.StandIns.Xero.Organisations[0].Id);
    }

    [Fact]
    public async Task A_link_to_nothing_is_a_page_and_not_an_error_body()
    {
        using var browser = new Browser();
        var (status, page) = await browser.OpenAsync(new Uri(server.Server.Address, $"/companies/{Guid.NewGuid()}/connections/{Guid.NewGuid()}/start"));
        (status, page.Contains("<h1>There is nothing to connect here</h1>", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.NotFound, true));
    }

    private async Task<Dictionary<string, decimal>> PlainTextBalancesAsync(string receivable)
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-01"},"configuration":{"payments":{"syncPayments":true},"fees":{"syncFees":true}}}""")).Ok();
        await PushAsync(company);
        (await SyncedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        var connection = await ConnectionAsync(company);
        var journal = await api.GetAsync($"/companies/{company}/connections/{connection["id"]}/ledger");
        return SampleBooks.BalancesOf(journal.Text).Select(balance => (Name: NameOf(balance.Key), balance.Value)).GroupBy(balance => balance.Name == "Accounts Receivable" ? receivable : balance.Name, StringComparer.Ordinal)
            .Select(account => KeyValuePair.Create(account.Key, account.Sum(balance => balance.Value))).Where(account => account.Value != 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>What came on top of what other tests left.</summary>
    private static Dictionary<string, decimal> Less(IReadOnlyDictionary<string, decimal> all, IReadOnlyDictionary<string, decimal> before) =>
        all.Keys.Union(before.Keys).Select(account => KeyValuePair.Create(account, all.GetValueOrDefault(account) - before.GetValueOrDefault(account))).Where(account => account.Value != 0).ToDictionary(StringComparer.Ordinal);

    private static string NameOf(string account) => account.StartsWith("liabilities:tax payable:", StringComparison.Ordinal) ? "VAT" : SameAs[account];

    private async Task ConfigureAsync(string company, XeroOrganisation books, bool isJournal)
    {
        JsonNode Account(string name) => new JsonObject { ["selectedAccountId"] = books.AccountId(name) };
        var sales = new JsonObject { ["sales"] = Account("Sales"), ["refund"] = Account("Refunds"), ["gratuity"] = Account("Tips"), ["rounding"] = Account("Rounding") };
        if (isJournal)
        {
            sales["receivable"] = Account("Customers in the Journal");
        }

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
                    ["accounts"] = sales,
                    ["invoiceStatus"] = new JsonObject { ["selectedInvoiceStatus"] = "Submitted" },
                    ["salesCustomer"] = new JsonObject { ["selectedCustomerId"] = books.ContactId("Shop customers") },
                    ["taxRates"] = new JsonObject { ["20"] = new JsonObject { ["selectedTaxRateId"] = "OUTPUT2" }, ["0"] = new JsonObject { ["selectedTaxRateId"] = "ZERORATEDOUTPUT" } },
                },
                ["payments"] = new JsonObject
                {
                    ["syncPayments"] = true,
                    ["accounts"] = new JsonObject { ["card"] = Account("Card Clearing"), ["cash"] = Account("Cash"), ["payout"] = Account("Business Bank Account") },
                },
                ["fees"] = new JsonObject
                {
                    ["syncFees"] = true,
                    ["feesSupplier"] = new JsonObject { ["selectedSupplierId"] = books.ContactId("Payment provider") },
                    ["accounts"] = new JsonObject { ["paymentFee"] = Account("Payment Fees") },
                },
            },
        };
        (await api.ConfigureAsync(company, configuration.ToJsonString())).Ok()["configured"]!.GetValue<bool>().ShouldBeTrue();
    }

    private async Task PushAsync(string company)
    {
        foreach (var (type, body) in new[] { ("orders", Orders), ("payments", Payments), ("transactions", Transactions) })
        {
            (await api.PushAsync(company, type, body)).Ok();
        }
    }

    private async Task<JsonNode> SyncedAsync(string company)
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

    private async Task<string> ConnectedAsync(XeroOrganisation books)
    {
        var (company, connection) = await BegunAsync();
        await LinkAsync(connection, books);
        (await StatusAsync(company)).ShouldBe("Linked");
        return company;
    }

    private async Task LinkAsync(JsonNode connection, XeroOrganisation books)
    {
        using var browser = new Browser();
        var address = server.Server.Address;
        var (status, page) = await browser.OpenAsync(await browser.DecideAsync(address, await browser.BeginAsync(address, LinkOf(connection)), allows: true, books.Id));
        status.ShouldBe(HttpStatusCode.OK, page);
    }

    private async Task<(string Company, JsonNode Connection)> BegunAsync()
    {
        // The stand-in has one user: what other tests' merchants consented to is taken back.
        server.StandIns.Xero.Revoke();
        var company = await api.NewCompanyAsync();
        var connection = (await api.PostAsync($"/companies/{company}/connections", """{"platformKey":"gbol"}""")).Ok();
        connection["status"]!.GetValue<string>().ShouldBe("PendingAuth");
        return (company, connection);
    }

    private async Task<JsonNode> ConnectionAsync(string company) =>
        (await api.GetAsync($"/companies/{company}")).Ok()["dataConnections"]!.AsArray().Single(one => one!["sourceType"]!.GetValue<string>() == "Accounting")!;

    private async Task<string> StatusAsync(string company) => (await ConnectionAsync(company))["status"]!.GetValue<string>();

    private static string LinkOf(JsonNode connection) => connection["linkUrl"]!.GetValue<string>();
}

public sealed class XeroOnSqlite(SqlitePlatformServer server) : XeroLaws(server), IClassFixture<SqlitePlatformServer>;

public sealed class XeroOnPostgres(PostgresPlatformServer server) : XeroLaws(server), IClassFixture<PostgresPlatformServer>;
