using System.Net;
using System.Text;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class CompanyLaws(ServerFixture server)
{
    private readonly Api api = server.Api;

    [Theory]
    [InlineData("Example Company (Codat[1])", "Example Company Codat1")]
    [InlineData("Bob's & Sons - \\\"Best\\\" @ Town, Inc.?!", "Bob's & Sons - Best @ Town, Inc.?!")]
    [InlineData("  <b>Zoë</b>  ", "bZoëb")]
    public async Task A_name_loses_the_characters_that_a_name_cannot_have(string sent, string kept) =>
        (await api.PostAsync("/companies", $$"""{"name":"{{sent}}"}""")).Ok()["name"]!.GetValue<string>().ShouldBe(kept);

    [Theory]
    [InlineData("""{"name":"<>[]()"}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":7}""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_company_without_a_name_is_refused(string body)
    {
        (await api.PostAsync("/companies", body)).Fault(HttpStatusCode.BadRequest).ShouldContain("name");
        (await api.PostAsync("/meta/companies/sync", body)).Fault(HttpStatusCode.BadRequest).ShouldContain("name");
    }

    [Fact]
    public async Task A_text_that_no_database_can_hold_is_refused()
    {
        (await api.PostAsync("/companies", """{"name":"A","description":"a\u0000b"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("description");
        (await api.PostAsync("/companies", """{"name":"A","description":"\ud800"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("description");
    }

    [Fact]
    public async Task Malformed_JSON_is_refused() =>
        (await api.PostAsync("/companies", """{"name":"A""")).Fault(HttpStatusCode.BadRequest).ShouldContain("malformed");

    [Fact]
    public async Task A_company_for_sync_has_its_commerce_connection_at_once_and_another_has_none()
    {
        var company = (await api.PostAsync("/meta/companies/sync", """{"name":"A shop","description":"d","tags":{"a":"b"}}""")).Ok();
        var connection = company["dataConnections"]!.AsArray().ShouldHaveSingleItem()!;
        connection["integrationKey"]!.GetValue<string>().ShouldBe("lqai");
        connection["platformName"]!.GetValue<string>().ShouldBe("Partner Commerce");
        connection["sourceType"]!.GetValue<string>().ShouldBe("Commerce");
        connection["status"]!.GetValue<string>().ShouldBe("Linked");
        Uri.IsWellFormedUriString(connection["linkUrl"]!.GetValue<string>(), UriKind.Absolute).ShouldBeTrue();
        Uri.IsWellFormedUriString(company["redirect"]!.GetValue<string>(), UriKind.Absolute).ShouldBeTrue();
        company["created"]!.GetValue<string>().ShouldEndWith("Z");
        company.AsObject().ContainsKey("lastSync").ShouldBeFalse();
        (await api.PostAsync("/companies", """{"name":"Alone"}""")).Ok()["dataConnections"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task PUT_replaces_and_PATCH_merges()
    {
        var id = (await api.PostAsync("/companies", """{"name":"A","description":"d","tags":{"a":"b"}}""")).Ok()["id"]!.GetValue<string>();
        var patched = (await api.SendJsonAsync(HttpMethod.Patch, $"/companies/{id}", """{"name":"B"}""")).Ok();
        patched["name"]!.GetValue<string>().ShouldBe("B");
        patched["description"]!.GetValue<string>().ShouldBe("d");
        var put = (await api.SendJsonAsync(HttpMethod.Put, $"/companies/{id}", """{"name":"C"}""")).Ok();
        put.AsObject().ContainsKey("description").ShouldBeFalse();
        put["tags"]!.AsObject().ShouldBeEmpty();
        (await api.GetAsync($"/companies/{id}")).Ok()["name"]!.GetValue<string>().ShouldBe("C");
        var tags = string.Join(',', Enumerable.Range(0, 11).Select(i => $"\"{i}\":\"x\""));
        (await api.SendJsonAsync(HttpMethod.Patch, $"/companies/{id}", "{\"tags\":{" + tags + "}}")).Fault(HttpStatusCode.BadRequest).ShouldContain("tags");
        (await api.SendJsonAsync(HttpMethod.Put, $"/companies/{id}", "{}")).Fault(HttpStatusCode.BadRequest).ShouldContain("name");
    }

    [Fact]
    public async Task A_deleted_company_is_gone_with_all_it_had()
    {
        var id = await api.NewCompanyAsync(withBooks: true);
        (await api.PushAsync(id, "orders", """{"orders":[{"id":"1","totalAmount":1}]}""")).Ok();
        (await api.DeleteAsync($"/companies/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync($"/companies/{id}")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync($"/companies/{id}/connections")).Fault(HttpStatusCode.NotFound);
        (await api.DeleteAsync($"/companies/{id}")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Companies_are_listed_under_both_paths()
    {
        var id = await api.NewCompanyAsync();
        foreach (var path in new[] { "/companies", "/meta/companies" })
        {
            (await api.GetAsync(path + "?pageSize=5000&query=name~A")).Ok()["results"]!.AsArray().ShouldContain(company => company!["id"]!.GetValue<string>() == id);
        }
    }

    [Theory]
    [InlineData("/companies", """{"platformKey":"hldg"}""")]
    [InlineData("/meta/companies", "\"hldg\"")]
    public async Task Books_are_connected_by_key_once(string start, string body)
    {
        var id = await api.NewCompanyAsync();
        var connection = (await api.PostAsync($"{start}/{id}/connections", body)).Ok();
        connection["status"]!.GetValue<string>().ShouldBe("Linked");
        connection["sourceType"]!.GetValue<string>().ShouldBe("Accounting");
        (await api.PostAsync($"{start}/{id}/connections", body)).Fault(HttpStatusCode.Conflict);
        var path = $"{start}/{id}/connections/{connection["id"]}";
        (await api.SendJsonAsync(HttpMethod.Patch, path, """{"status":"Unlinked"}""")).Ok()["status"]!.GetValue<string>().ShouldBe("Unlinked");
        (await api.PostAsync($"{start}/{id}/connections", body)).Ok();
        (await api.SendJsonAsync(HttpMethod.Patch, path, """{"status":"Linked"}""")).Fault(HttpStatusCode.Conflict);
        (await api.SendJsonAsync(HttpMethod.Patch, path, """{"status":"Deauthorized"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("status");
        (await api.GetAsync($"{start}/{id}/connections")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(3);
        var deleted = await api.DeleteAsync(path);
        deleted.Status.ShouldBe(HttpStatusCode.OK);
        deleted.Text.ShouldBeEmpty();
        (await api.GetAsync(path)).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_platform_that_is_not_there_cannot_be_connected()
    {
        var id = await api.NewCompanyAsync();
        (await api.PostAsync($"/companies/{id}/connections", """{"platformKey":"zzzz"}""")).Fault(HttpStatusCode.NotFound).ShouldContain("zzzz");
        (await api.PostAsync($"/companies/{id}/connections", "{}")).Fault(HttpStatusCode.BadRequest).ShouldContain("platformKey");
        (await api.PostAsync($"/companies/{id}/connections", """{"platformKey":"lqai"}""")).Fault(HttpStatusCode.Conflict);
        (await api.PostAsync($"/companies/{Guid.NewGuid()}/connections", """{"platformKey":"hldg"}""")).Fault(HttpStatusCode.NotFound);
        var alone = (await api.PostAsync("/companies", """{"name":"Alone"}""")).Ok()["id"]!.GetValue<string>();
        (await api.PostAsync($"/companies/{alone}/connections", """{"platformKey":"lqai"}""")).Ok()["status"]!.GetValue<string>().ShouldBe("Linked");
    }

    [Fact]
    public async Task The_ledger_is_read_as_a_journal_and_its_chart_can_be_changed()
    {
        var id = await api.NewCompanyAsync(withBooks: true);
        var connections = (await api.GetAsync($"/companies/{id}/connections")).Ok()["results"]!.AsArray();
        string Path(string key) => $"/companies/{id}/connections/{connections.Single(one => one!["integrationKey"]!.GetValue<string>() == key)!["id"]}";
        var account = (await api.PostAsync(Path("hldg") + "/push/accounts", """{"name":"income:sales:Food"}""")).Ok();
        account["data"]!["type"]!.GetValue<string>().ShouldBe("Income");
        account["status"]!.GetValue<string>().ShouldBe("Success");
        (await api.PostAsync(Path("hldg") + "/push/accounts", """{"name":"food;"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("food;");
        var journal = await api.GetAsync(Path("hldg") + "/ledger");
        journal.MediaType.ShouldBe("text/plain");
        journal.Text.ShouldContain("account income:sales:Food");
        (await api.GetAsync(Path("hldg") + "/ledger?format=beancount")).Text.ShouldContain("open Income:Sales:Food");
        (await api.GetAsync(Path("hldg") + "/ledger?format=xml")).Fault(HttpStatusCode.BadRequest);
        (await api.GetAsync(Path("lqai") + "/ledger")).Fault(HttpStatusCode.NotFound);
        var archived = (await api.SendJsonAsync(HttpMethod.Patch, Path("hldg") + "/accounts/income:sales:Food", """{"isActive":false}""")).Ok();
        archived["isActive"]!.GetValue<bool>().ShouldBeFalse();
        (await api.SendJsonAsync(HttpMethod.Patch, Path("hldg") + "/accounts/income:none", """{"isActive":false}""")).Fault(HttpStatusCode.NotFound);
        (await api.SendJsonAsync(HttpMethod.Put, Path("hldg") + "/lockDate", """{"lockDate":"2026-01-31"}""")).Ok()["lockDate"]!.GetValue<string>().ShouldBe("2026-01-31");
        (await api.SendJsonAsync(HttpMethod.Put, Path("hldg") + "/lockDate", """{"lockDate":null}""")).Ok();
        (await api.SendJsonAsync(HttpMethod.Put, Path("hldg") + "/lockDate", """{"lockDate":"31.1.2026"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("lockDate");
    }
}

public sealed class CompaniesOnSqlite(SqliteServer server) : CompanyLaws(server), IClassFixture<SqliteServer>;

public sealed class CompaniesOnPostgres(PostgresServer server) : CompanyLaws(server), IClassFixture<PostgresServer>;
