using System.Net;
using System.Text.Json.Nodes;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Tests.Listing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

/// <summary>From the push to the books, over HTTP alone.</summary>
public abstract class SyncLaws(ServerFixture server)
{
    private const string Orders =
        """
        {"orders":[
         {"id":"o/1","orderNumber":"1001","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","totalAmount":12.00,"totalTaxAmount":2.00,"totalGratuity":1.00,"sourceModifiedDate":"2026-11-18T10:00:00Z",
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":20,"totalAmount":12.00,"totalTaxAmount":2.00,"productRef":{"id":"p"}}]},
         {"id":"o2","currency":"GBP","createdDate":"2026-11-18T11:00:00Z","totalAmount":5.00,"totalTaxAmount":0,"sourceModifiedDate":"2026-11-18T11:00:00Z",
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]},
         {"id":"odd","currency":"GBP","createdDate":"2026-11-18T11:00:00Z","totalAmount":9.00,"sourceModifiedDate":"2026-11-18T11:00:00Z",
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
        """;

    private const string Payments =
        """
        {"payments":[
         {"id":"p1","amount":13.00,"currency":"GBP","type":"Card","status":"Paid","createdDate":"2026-11-18T10:00:00Z","sourceModifiedDate":"2026-11-18T10:00:00Z"},
         {"id":"p2","amount":5.00,"currency":"GBP","type":"Cash","status":"Paid","createdDate":"2026-11-18T11:00:00Z","sourceModifiedDate":"2026-11-18T11:00:00Z"},
         {"id":"p3","amount":7.00,"currency":"GBP","type":"Cash","status":"Paid","createdDate":"2026-11-18T11:00:00Z","sourceModifiedDate":"2026-11-18T11:00:00Z"}]}
        """;

    private const string Transactions =
        """
        {"transactions":[
         {"id":"p1","totalAmount":13.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o/1","type":"Order"},"createdDate":"2026-11-18T10:00:00Z"},
         {"id":"p1","totalAmount":-0.39,"currency":"GBP","type":"PaymentFee","transactionSourceRef":{"id":"p1","type":"Payment"},"createdDate":"2026-11-18T10:00:00Z"},
         {"id":"p2","totalAmount":5.00,"currency":"GBP","type":"Payment","transactionSourceRef":{"id":"o2","type":"Order"},"createdDate":"2026-11-18T11:00:00Z"}]}
        """;

    private const string Configuration =
        """
        {"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-01"},
         "configuration":{"payments":{"syncPayments":SWITCH},"fees":{"syncFees":SWITCH}}}
        """;

    private readonly Api api = server.Api;

    [Fact]
    public async Task What_was_pushed_is_previewed_written_once_and_explained_down_to_its_records()
    {
        var company = await PushedAsync();
        var preview = (await api.PostAsync($"/companies/{company}/sync/commerce/preview", "{}")).Ok();
        preview["proof"]!.AsArray().ShouldAllBe(line => line!["effects"]!.GetValue<decimal>() == line["documents"]!.GetValue<decimal>());
        preview["recordsSetAside"]!.GetValue<int>().ShouldBe(1);
        preview["recordsWaiting"]!.GetValue<int>().ShouldBe(1);
        (await StatesAsync(company, "pending")).ShouldBe(["o/1", "o2", "p1", "p1", "p2"], ignoreOrder: true);

        var sync = await SyncAsync(company);

        sync["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        var documents = await DocumentsAsync(company, sync);
        documents.Select(Told).ShouldBe(preview["documents"]!.AsArray().Select(document => Told(document!)));
        documents.Select(Told).ShouldBe(["SalesInvoice 18.00", "Bill 0.39", "Payment 13.00", "Payment 5.00", "BillPayment 0.39"]);
        documents.ShouldAllBe(document => document["state"]!.GetValue<string>() == "Accepted");
        documents.Select(document => document["number"]!.GetValue<string>()).ShouldBe(["DB-20261118-1", "DB-20261118-2", "DB-20261118-3", "DB-20261118-4", "DB-20261118-5"]);
        (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok();
        (await FinishedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2040);
        await ExplainAsync(company, documents[0]);
    }

    [Fact]
    public async Task Every_property_that_a_list_shows_can_be_asked_for_and_ordered_by()
    {
        var company = await PushedAsync();
        (await ListCheck.RunAsync(api, $"/companies/{company}/sync/commerce/records?state=pending")).ShouldBeGreaterThan(20);
        var sync = await SyncAsync(company);
        var invoice = (await DocumentsAsync(company, sync))[0];
        await api.PostAsync("/rules", $$"""{"type":"Data sync completed","companyId":"{{company}}","notifiers":{"webhook":"https://example.com/a"} }""");
        await api.PostAsync("/rules", """{"type":"New company synchronized","notifiers":{"webhook":"https://example.com/b"}}""");
        foreach (var list in new[]
        {
            $"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}/documents",
            $"/companies/{company}/sync/commerce/documents/{invoice["id"]}/records",
            $"/companies/{company}/sync/commerce/documents/{invoice["id"]}/lines/1/records",
            $"/companies/{company}/sync/commerce/records?state=setAside",
            $"/companies/{company}/sync/commerce/records?state=waiting",
            $"/companies/{company}/sync/commerce/records?state=booked",
            $"/companies/{company}/connections",
            "/rules",
        })
        {
            (await ListCheck.RunAsync(api, list)).ShouldBeGreaterThan(5, list);
        }
    }

    [Fact]
    public async Task Records_are_listed_by_where_they_stand_with_the_reason()
    {
        var company = await PushedAsync();
        foreach (var _ in new[] { "before the sync", "after it" })
        {
            (await RecordsAsync(company, "setAside")).ShouldHaveSingleItem()!["reason"]!.GetValue<string>().ShouldContain("totalAmount 9");
            (await RecordsAsync(company, "waiting")).ShouldHaveSingleItem()!["reason"]!.GetValue<string>().ShouldBe("No transaction ties it to an order yet.");
            await SyncAsync(company);
        }

        (await StatesAsync(company, "pending")).ShouldBeEmpty();
        (await StatesAsync(company, "booked")).Order().ShouldBe(["o/1", "o2", "p1", "p1", "p1", "p2", "p2"]);
        (await api.GetAsync($"/companies/{company}/sync/commerce/records?state=lost")).Fault(HttpStatusCode.BadRequest).ShouldContain("state");
    }

    [Fact]
    public async Task What_has_waited_for_more_than_three_days_is_a_problem_of_the_sync()
    {
        var company = await PushedAsync();
        (await ProblemsAsync(company, await SyncAsync(company))).ShouldBeEmpty();
        var now = server.Clock.Now;
        try
        {
            server.Clock.Now = now + Duration.FromHours(71);
            (await ProblemsAsync(company, await SyncAsync(company))).ShouldBeEmpty();
            server.Clock.Now = now + Duration.FromHours(73);
            (await ProblemsAsync(company, await SyncAsync(company))).ShouldBe(["1 records have waited for their counterparts for more than three days."]);
        }
        finally
        {
            server.Clock.Now = now;
        }
    }

    [Fact]
    public async Task A_sync_undone_leaves_the_books_as_they_were_and_the_next_writes_the_same_again()
    {
        var company = await PushedAsync();
        var sync = await SyncAsync(company);
        var before = (await DocumentsAsync(company, sync)).Select(Told).ToList();

        var undone = (await api.PostAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}/undo", "")).Ok();

        undone["voided"]!.GetValue<int>().ShouldBe(before.Count);
        (await DocumentsAsync(company, sync)).ShouldAllBe(document => document["state"]!.GetValue<string>() == "Voided");
        (await LedgerAsync(company)).ShouldNotContain("13.00 GBP");
        (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}")).Ok()["isUndone"]!.GetValue<bool>().ShouldBeTrue();
        (await DocumentsAsync(company, await SyncAsync(company))).Select(Told).ShouldBe(before);
        (await api.PostAsync($"/companies/{company}/sync/commerce/syncs/{Guid.Empty}/undo", "")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sync_that_later_payments_hang_on_is_not_undone()
    {
        var company = await PushedAsync();
        var first = await SyncAsync(company);
        (await api.PushAsync(company, "commerce-orders", Orders.Replace("\"totalAmount\":5.00", "\"totalAmount\":4.00", StringComparison.Ordinal).Replace("11:00:00Z\",\n", "12:00:00Z\",\n", StringComparison.Ordinal))).Ok();
        (await SyncAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);

        (await api.PostAsync($"/companies/{company}/sync/commerce/syncs/{first["syncId"]}/undo", "")).Fault(HttpStatusCode.Conflict).ShouldContain("undo the later syncs first");
    }

    [Fact]
    public async Task What_the_books_refuse_is_told_and_retried_once_it_is_mended()
    {
        var company = await PushedAsync();
        var books = await BooksAsync(company);
        (await api.SendJsonAsync(HttpMethod.Patch, books + "/accounts/assets:cash", """{"isActive":false}""")).Ok();
        var refused = await SyncAsync(company);
        refused["syncStatusCode"]!.GetValue<int>().ShouldBe(4000);
        refused["errorMessage"]!.GetValue<string>().ShouldContain("assets:cash");
        refused["dataPushed"]!.GetValue<bool>().ShouldBeFalse();
        (await api.SendJsonAsync(HttpMethod.Patch, books + "/accounts/assets:cash", """{"isActive":true}""")).Ok();

        (await api.PostAsync($"/companies/{company}/sync/commerce/retry", "")).Ok();

        (await FinishedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
    }

    [Fact]
    public async Task A_closed_day_moves_to_the_first_open_one()
    {
        var company = await PushedAsync();
        (await api.SendJsonAsync(HttpMethod.Put, await BooksAsync(company) + "/lockDate", """{"lockDate":"2026-11-18"}""")).Ok();
        var documents = await DocumentsAsync(company, await SyncAsync(company));
        documents.ShouldAllBe(document => document["date"]!.GetValue<string>() == "2026-11-19");
        documents[0]["notes"]!.AsArray().Select(note => note!.GetValue<string>()).ShouldBe(["For 2026-11-18, which is closed in the books."]);
    }

    [Fact]
    public async Task A_company_that_is_not_ready_ends_its_sync_with_what_is_missing()
    {
        var alone = await api.NewCompanyAsync();
        (await SyncAsync(alone))["errorMessage"]!.GetValue<string>().ShouldContain("two valid data connections");
        var connected = await api.NewCompanyAsync(withBooks: true);
        (await SyncAsync(connected))["errorMessage"]!.GetValue<string>().ShouldBe("The sync is not configured yet.");
        (await api.PostAsync($"/companies/{connected}/sync/commerce/preview", "{}")).Fault(HttpStatusCode.BadRequest).ShouldBe("The sync is not configured yet.");
        (await api.SendJsonAsync(HttpMethod.Patch, await BooksAsync(connected), """{"status":"Unlinked"}""")).Ok();
        (await SyncAsync(connected))["syncStatusCode"]!.GetValue<int>().ShouldBe(4040);
    }

    [Fact]
    public async Task Switching_payments_on_later_books_those_that_came_before()
    {
        var company = await PushedAsync(payments: false);
        (await DocumentsAsync(company, await SyncAsync(company))).Select(Told).ShouldBe(["SalesInvoice 18.00"]);
        (await api.ConfigureAsync(company, """{"configuration":{"payments":{"syncPayments":true},"fees":{"syncFees":true}}}""")).Ok();

        (await DocumentsAsync(company, await SyncAsync(company))).Select(Told).ShouldBe(["Bill 0.39", "Payment 13.00", "Payment 5.00", "BillPayment 0.39"]);
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_refused_by_field()
    {
        var company = await PushedAsync();
        var path = $"/companies/{company}/sync/commerce";
        (await api.PostAsync(path + "/latest", """{"syncTo":"yesterday"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("syncTo");
        (await api.PostAsync($"/meta{path}/historic", """{"dateRange":{"start":"2026-11-02"}}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("dateRange.finish");
        (await api.PostAsync($"/meta{path}/historic", "{}")).Fault(HttpStatusCode.BadRequest).ShouldContain("dateRange.start");
        (await api.GetAsync(path + "/syncs/latest/status")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync(path + "/syncs/nonsense")).Fault(HttpStatusCode.BadRequest);
        (await api.GetAsync(path + "/syncs/nonsense/documents")).Fault(HttpStatusCode.BadRequest);
        (await api.GetAsync(path + "/documents/nonsense")).Fault(HttpStatusCode.BadRequest);
        (await api.PostAsync(path + "/retry", "")).Fault(HttpStatusCode.Conflict);
        (await api.PostAsync($"/companies/{Guid.Empty}/sync/commerce/latest", "")).Fault(HttpStatusCode.NotFound);
        (await api.PostAsync($"/meta{path}/historic", """{"dateRange":{"start":"2026-11-18","end":"2026-11-19"}}""")).Ok()["syncStatusCode"]!.GetValue<int>().ShouldBe(1000);
        (await FinishedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
    }

    [Fact]
    public async Task What_a_sync_wrote_is_in_the_push_history_newest_first()
    {
        var company = await PushedAsync();
        var sync = await SyncAsync(company);
        var documents = await DocumentsAsync(company, sync);
        var history = (await api.GetAsync($"/companies/{company}/push")).Ok();
        history["totalResults"]!.GetValue<int>().ShouldBe(documents.Count);
        var operations = history["results"]!.AsArray();
        operations.Select(one => one!["pushOperationKey"]!.GetValue<string>()).ShouldBe(documents.Select(document => document["id"]!.GetValue<string>()).Reverse());
        var invoice = operations.Single(one => one!["data"]!["number"]!.GetValue<string>() == "DB-20261118-1")!;
        invoice["dataType"]!.GetValue<string>().ShouldBe("invoices");
        invoice["status"]!.GetValue<string>().ShouldBe("Success");
        invoice["statusCode"]!.GetValue<int>().ShouldBe(200);
        invoice["changes"]!.AsArray().ShouldHaveSingleItem()!["type"]!.GetValue<string>().ShouldBe("Created");
        (await BooksAsync(company)).ShouldEndWith(invoice["dataConnectionKey"]!.GetValue<string>());
        (await api.GetAsync($"/companies/{company}/push/{invoice["pushOperationKey"]}")).Ok().ToJsonString().ShouldBe(invoice.ToJsonString());
        (await api.GetAsync($"/companies/{company}/push?page=2&pageSize={documents.Count - 1}")).Ok()["results"]!.AsArray().Count.ShouldBe(1);
        (await api.GetAsync($"/companies/{company}/push?query=dataType%3Dinvoices%26%26status%3DSuccess%26%26statusCode%3D200")).Ok()["results"]!.AsArray()
            .Select(one => one!["pushOperationKey"]!.GetValue<string>()).ShouldBe(operations.Where(one => one!["dataType"]!.GetValue<string>() == "invoices").Select(one => one!["pushOperationKey"]!.GetValue<string>()));
        (await api.GetAsync($"/companies/{company}/push?query=status%3DFailed")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(0);
        (await api.GetAsync($"/companies/{await api.NewCompanyAsync()}/push")).Ok()["results"]!.AsArray().ShouldBeEmpty();
        (await api.PostAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}/undo", "")).Ok();
        var undone = (await api.GetAsync($"/companies/{company}/push/{invoice["pushOperationKey"]}")).Ok();
        undone["changes"]![0]!["type"]!.GetValue<string>().ShouldBe("Deleted");
    }

    private static string Told(JsonNode document) => FormattableString.Invariant($"{document["kind"]} {document["total"]!.GetValue<decimal>():0.00}");

    private async Task ExplainAsync(string company, JsonNode invoice)
    {
        var path = $"/companies/{company}/sync/commerce";
        var lines = invoice["lines"]!.AsArray();
        lines.Sum(line => line!["net"]!.GetValue<decimal>() + line["tax"]!.GetValue<decimal>()).ShouldBe(18.00m);
        foreach (var line in lines)
        {
            var records = (await api.GetAsync($"{path}/documents/{invoice["id"]}/lines/{line!["number"]}/records")).Ok()["results"]!.AsArray();
            records.Sum(record => record!["net"]!.GetValue<decimal>()).ShouldBe(line["net"]!.GetValue<decimal>());
            records.Sum(record => record!["tax"]!.GetValue<decimal>()).ShouldBe(line["tax"]!.GetValue<decimal>());
        }

        (await api.GetAsync($"{path}/documents/{invoice["id"]}/records")).Ok()["results"]!.AsArray().Select(record => record!["id"]!.GetValue<string>()).ShouldBe(["o/1", "o2"], ignoreOrder: true);
        (await api.GetAsync($"{path}/documents/{invoice["id"]}/lines/9/records")).Fault(HttpStatusCode.NotFound);
        var holders = (await api.GetAsync($"{path}/records/commerce-orders/o%2F1/documents")).Ok().AsArray();
        holders.ShouldHaveSingleItem()!["document"]!["number"]!.GetValue<string>().ShouldBe("DB-20261118-1");
        holders[0]!["part"]!.AsArray().Sum(part => part!["amount"]!.GetValue<decimal>()).ShouldBe(0);
        (await api.GetAsync($"{path}/records/commerce-orders/none/documents")).Fault(HttpStatusCode.NotFound);
        (await LedgerAsync(company)).ShouldContain("(DB-20261118-1)");
    }

    private async Task<string> PushedAsync(bool payments = true)
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var on = payments ? "true" : "false";
        (await api.ConfigureAsync(company, Configuration.Replace("SWITCH", on, StringComparison.Ordinal))).Ok();
        (await api.PushAsync(company, "commerce-orders", Orders)).Ok();
        (await api.PushAsync(company, "commerce-payments", Payments)).Ok();
        (await api.PushAsync(company, "commerce-transactions", Transactions)).Ok();
        return company;
    }

    private async Task<JsonNode> SyncAsync(string company)
    {
        (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "{}")).Ok();
        return await FinishedAsync(company);
    }

    private async Task<JsonNode> FinishedAsync(string company)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var status = (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/latest/status")).Ok();
            if (status["syncStatusCode"]!.GetValue<int>() >= 2000)
            {
                return status;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The sync does not end.");
    }

    private async Task<List<string>> ProblemsAsync(string company, JsonNode sync) =>
        [.. (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}")).Ok()["problems"]!.AsArray().Select(problem => problem!.GetValue<string>())];

    private async Task<List<JsonNode>> DocumentsAsync(string company, JsonNode sync) =>
        [.. (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}/documents")).Ok()["results"]!.AsArray().Select(document => document!)];

    private async Task<JsonArray> RecordsAsync(string company, string state) =>
        (await api.GetAsync($"/companies/{company}/sync/commerce/records?state={state}")).Ok()["results"]!.AsArray();

    private async Task<List<string>> StatesAsync(string company, string state) =>
        [.. (await RecordsAsync(company, state)).Select(record => record!["id"]!.GetValue<string>())];

    private async Task<string> BooksAsync(string company)
    {
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        return $"/companies/{company}/connections/{connections.Single(one => one!["integrationKey"]!.GetValue<string>() == "hldg")!["id"]}";
    }

    private async Task<string> LedgerAsync(string company) => (await api.GetAsync(await BooksAsync(company) + "/ledger")).Text;
}

public sealed class SyncsOnSqlite(SqliteServer server) : SyncLaws(server), IClassFixture<SqliteServer>;

public sealed class SyncsOnPostgres(PostgresServer server) : SyncLaws(server), IClassFixture<PostgresServer>;
