using System.Net;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class BooksLaws(ServerFixture server)
{
    private readonly Api api = server.Api;

    [Fact]
    public async Task The_books_are_read_where_they_lie()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var connection = await LedgerAsync(company);
        var made = (await api.PostAsync($"/companies/{company}/connections/{connection}/push/accounts", """{"name":"assets:till","fullyQualifiedCategory":"Asset.Cash","type":"Asset"}""")).Ok();
        made["dataConnectionKey"]!.GetValue<string>().ShouldBe(connection);
        made["changes"]!.AsArray().ShouldHaveSingleItem()!["recordRef"]!["id"]!.GetValue<string>().ShouldBe("assets:till");
        var accounts = (await api.GetAsync($"/companies/{company}/data/accounts?pageSize=5")).Ok();
        accounts["results"]!.AsArray().Count.ShouldBe(5);
        accounts["totalResults"]!.GetValue<int>().ShouldBeGreaterThan(20);
        (await api.GetAsync($"/companies/{company}/data/accounts?query=type%3Dexpense%26%26name%7Efees&orderBy=-name")).Ok()["results"]!.AsArray()
            .Select(account => account!["id"]!.GetValue<string>()).ShouldBe(["expenses:payment fees", "expenses:loan fees"]);
        (await api.GetAsync($"/companies/{company}/data/accounts?query=colour%3Dred")).Fault(HttpStatusCode.BadRequest).ShouldContain("query");
        var till = (await api.GetAsync($"/companies/{company}/data/accounts/assets%3Atill")).Ok();
        till["type"]!.GetValue<string>().ShouldBe("Asset");
        till["isBankAccount"]!.GetValue<bool>().ShouldBeTrue();
        (await api.GetAsync($"/companies/{company}/data/accounts/none")).Fault(HttpStatusCode.NotFound);
        var banks = (await api.GetAsync($"/companies/{company}/connections/{connection}/data/bankAccounts?pageSize=100")).Ok()["results"]!.AsArray();
        banks.ShouldContain(bank => bank!["id"]!.GetValue<string>() == "assets:till");
        banks.ShouldAllBe(bank => bank!["accountType"]!.GetValue<string>() == "Debit");
        (await api.GetAsync($"/companies/{company}/connections/{connection}/data/bankAccounts/assets:bank")).Ok()["status"]!.GetValue<string>().ShouldBe("Active");
        (await api.GetAsync($"/companies/{company}/connections/{connection}/data/bankAccounts/income:sales")).Fault(HttpStatusCode.NotFound);
        (await api.SendJsonAsync(HttpMethod.Put, $"/companies/{company}/connections/{connection}/lockDate", """{"lockDate":"2026-01-31"}""")).Ok();
        (await api.GetAsync($"/companies/{company}/data/info")).Ok()["ledgerLockDate"]!.GetValue<string>().ShouldBe("2026-01-31T00:00:00");
    }

    [Fact]
    public async Task A_company_without_books_has_none_to_read()
    {
        var company = await api.NewCompanyAsync();
        (await api.GetAsync($"/companies/{company}/data/accounts")).Fault(HttpStatusCode.Conflict);
        (await api.GetAsync($"/companies/{company}/data/info")).Fault(HttpStatusCode.Conflict);
        (await api.PostAsync($"/companies/{company}/data/info", "")).Fault(HttpStatusCode.NotFound);
        var commerce = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]![0]!["id"]!.GetValue<string>();
        (await api.GetAsync($"/companies/{company}/connections/{commerce}/data/bankAccounts")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_refresh_is_over_at_once_and_can_be_found()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var status = (await api.GetAsync($"/companies/{company}/dataStatus")).Ok();
        status["commerce-orders"]!["currentStatus"]!.GetValue<string>().ShouldBe("Initial");
        status["chartOfAccounts"]!["currentStatus"]!.GetValue<string>().ShouldBe("Complete");
        var pushed = (await api.PushAsync(company, "commerce-orders", """{"orders":[{"id":"1","totalAmount":1}]}""")).Ok()["datasetId"]!.GetValue<string>();
        (await api.GetAsync($"/companies/{company}/dataStatus")).Ok()["commerce-orders"]!["latestSyncId"]!.GetValue<string>().ShouldBe(pushed);
        foreach (var (path, type) in new[] { ("data/queue/commerce-orders", "commerce-orders"), ("data/info", "company"), ("data/queue/chartOfAccounts", "chartOfAccounts") })
        {
            var refresh = (await api.PostAsync($"/companies/{company}/{path}", "")).Ok();
            refresh["dataType"]!.GetValue<string>().ShouldBe(type);
            (await api.GetAsync($"/companies/{company}/data/history/{refresh["id"]}")).Ok().ToJsonString().ShouldBe(refresh.ToJsonString());
            (await api.GetAsync($"/companies/{company}/dataStatus")).Ok()[type]!["latestSyncId"]!.GetValue<string>().ShouldBe(refresh["id"]!.GetValue<string>());
        }

        (await api.PostAsync($"/companies/{company}/data/all", "")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.PostAsync($"/companies/{company}/data/queue/balanceSheet", "")).Fault(HttpStatusCode.BadRequest).ShouldContain("balanceSheet");
        (await api.PostAsync($"/companies/{company}/data/queue/commerce-orders?connectionId=x", "")).Fault(HttpStatusCode.BadRequest).ShouldContain("connectionId");
        (await api.PostAsync($"/companies/{company}/data/queue/commerce-orders?connectionId={await LedgerAsync(company)}", "")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_one_product_belongs_to_every_company()
    {
        var company = await api.NewCompanyAsync();
        var product = $"/companies/{company}/products/sync-for-commerce";
        (await api.SendAsync(HttpMethod.Put, product)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.PostAsync(product + "/refresh", "")).Status.ShouldBe(HttpStatusCode.Accepted);
        (await api.DeleteAsync(product)).Fault(HttpStatusCode.Conflict);
        (await api.SendAsync(HttpMethod.Put, $"/companies/{company}/products/lending")).Fault(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/companies")]
    [InlineData("/meta/companies")]
    public async Task A_connection_that_needs_no_consent_is_authorized_at_once(string start)
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var path = $"{start}/{company}/connections/{await LedgerAsync(company)}";
        (await api.SendJsonAsync(HttpMethod.Patch, path, """{"status":"Unlinked"}""")).Ok();
        (await api.SendJsonAsync(HttpMethod.Put, path + "/authorization", """{"any":"text"}""")).Ok()["status"]!.GetValue<string>().ShouldBe("Linked");
        (await api.SendJsonAsync(HttpMethod.Put, path + "/authorization", """{"any":7}""")).Fault(HttpStatusCode.BadRequest);
        (await api.SendJsonAsync(HttpMethod.Patch, path, """{"status":"Unlinked"}""")).Ok();
        (await api.PostAsync($"/companies/{company}/connections", """{"platformKey":"hldg"}""")).Ok();
        (await api.SendJsonAsync(HttpMethod.Put, path + "/authorization", "{}")).Fault(HttpStatusCode.Conflict);
    }

    private async Task<string> LedgerAsync(string company) =>
        (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray().Single(one => one!["integrationKey"]!.GetValue<string>() == "hldg")!["id"]!.GetValue<string>();
}

public sealed class BooksOnSqlite(SqliteServer server) : BooksLaws(server), IClassFixture<SqliteServer>;

public sealed class BooksOnPostgres(PostgresServer server) : BooksLaws(server), IClassFixture<PostgresServer>;
