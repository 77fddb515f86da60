using System.Net;
using System.Text.Json.Nodes;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class DataLaws(ServerFixture server)
{
    private readonly Api api = server.Api;

    [Fact]
    public async Task A_record_is_read_back_as_it_was_sent_but_for_nulls_the_contracts_names_and_the_moment_of_change()
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "orders",
            """
            {"orders":[{"Id":"1","ORDERNUMBER":"A-1","currency":"GBP","createdDate":"2026-01-02T10:00:00","sourceModifiedDate":"2026-01-03","modifiedDate":"2001-01-01","totalAmount":85.00,
              "closedDate":null,"locationRef":{"id":"here","name":null},"customerRef":null,"orderLineItems":[{"id":"l","totalAmount":85.0,"unitPrice":null,"discountAllocations":[]}],
              "payments":[{"id":"p","type":"card","status":"PAID"}],"supplementalData":{"content":{"Id":null,"x":[1,null]}},"own":{"a":true,"list":[null,1]}}]}
            """);
        var order = (await api.GetAsync($"{data}/commerce-orders/1")).Ok();
        order["modifiedDate"]!.GetValue<DateTime>().ShouldBe(server.Clock.GetUtcNow().UtcDateTime);
        order.AsObject().Remove("modifiedDate");
        order.ToJsonString().ShouldBe(
            """
            {"id":"1","orderNumber":"A-1","currency":"GBP","createdDate":"2026-01-02T10:00:00","sourceModifiedDate":"2026-01-03","totalAmount":85.00,"locationRef":{"id":"here"},"orderLineItems":[{"id":"l","totalAmount":85.0,"discountAllocations":[]}],"payments":[{"id":"p","type":"Card","status":"Paid"}],"supplementalData":{"content":{"Id":null,"x":[1,null]}},"own":{"a":true,"list":[1]}}
            """.Trim());
        var listed = (await api.GetAsync($"{data}/commerce-orders")).Ok();
        listed["results"]!.AsArray().ShouldHaveSingleItem()!["orderNumber"]!.GetValue<string>().ShouldBe("A-1");
    }

    [Theory]
    [InlineData("gid://shop/Order/5")]
    [InlineData("50%2F")]
    [InlineData("a b+c?d#e&ü")]
    [InlineData("../..")]
    public async Task Any_id_is_one_segment_of_a_path(string id)
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "orders", new JsonObject { ["orders"] = new JsonArray(new JsonObject { ["id"] = id, ["orderNumber"] = "1" }) }.ToJsonString());
        (await api.GetAsync($"{data}/commerce-orders/{Uri.EscapeDataString(id)}")).Ok()["id"]!.GetValue<string>().ShouldBe(id);
        (await api.GetAsync($"{data}/commerce-orders?query=id={Uri.EscapeDataString(id)}")).Json["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_deleted_is_not_there_and_what_changes_is_modified()
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "payments", """{"payments":[{"id":"a","amount":1},{"id":"b","amount":2}]}""");
        var first = (await api.GetAsync($"{data}/commerce-payments/b")).Ok()["modifiedDate"]!.GetValue<DateTime>();
        server.Clock.Now += NodaTime.Duration.FromMinutes(1);
        await api.PushAsync(company, "payments", """{"payments":[{"id":"a"},{"id":"b","amount":3}]}""");
        var left = (await api.GetAsync($"{data}/commerce-payments?query=modifiedDate>{first:O}")).Ok();
        left["totalResults"]!.GetValue<int>().ShouldBe(1);
        left["results"]![0]!["amount"]!.GetValue<int>().ShouldBe(3);
        (await api.GetAsync($"{data}/commerce-payments/a")).Fault(HttpStatusCode.NotFound).ShouldContain("'a'");
        (await api.GetAsync($"{data}/commerce-payments")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Of_transactions_with_one_id_the_payments_own_is_read_and_the_list_has_all()
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "transactions", """{"transactions":[{"id":"p","type":"PaymentFee","totalAmount":-1},{"id":"p","type":"payment","totalAmount":85},{"id":"f","type":"PaymentFee","totalAmount":-2}]}""");
        (await api.GetAsync($"{data}/commerce-transactions/p")).Ok()["type"]!.GetValue<string>().ShouldBe("Payment");
        (await api.GetAsync($"{data}/commerce-transactions/f")).Ok()["type"]!.GetValue<string>().ShouldBe("PaymentFee");
        Ids(await api.GetAsync($"{data}/commerce-transactions?orderBy=totalAmount")).ShouldBe("f p p");
        (await api.GetAsync($"{data}/commerce-transactions?query=id=p%26%26TYPE=paymentfee")).Ok()["results"]!.AsArray().ShouldHaveSingleItem()!["totalAmount"]!.GetValue<int>().ShouldBe(-1);
    }

    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("products", "products")]
    [InlineData("productCategories", "productCategories")]
    [InlineData("locations", "locations")]
    [InlineData("taxComponents", "taxComponents")]
    [InlineData("paymentMethods", "paymentMethods")]
    [InlineData("customers", "customers")]
    public async Task Every_data_type_is_read_back(string dataType, string member)
    {
        var (company, data) = await ShopAsync();
        (await api.PushAsync(company, dataType, $$"""{"{{member}}":[{"id":"1","name":"One"},{"id":"2","name":"Two"}]}""")).Ok();
        (await api.GetAsync($"{data}/commerce-{dataType}/1")).Ok()["name"]!.GetValue<string>().ShouldBe("One");
        Ids(await api.GetAsync($"{data}/commerce-{dataType}?orderBy=-id")).ShouldBe("2 1");
    }

    [Theory]
    [InlineData("totalAmount>=10", "b c")]
    [InlineData("TOTALamount=10.0", "b")]
    [InlineData("orderNumber~x", "a b")]
    [InlineData("closedDate>2026-01-01T12:00:00Z", "c")]
    [InlineData("locationRef.id=here && {totalAmount<5 || orderNumber=X-2}", "a b")]
    [InlineData("supplementalData.content.vip=true", "c")]
    [InlineData("createdDate<=2026-01-01", "a")]
    [InlineData("locationRef.id!=here", "c")]
    [InlineData("orderLineItems.id=l", "")]
    public async Task Orders_are_asked_for_by_any_of_their_properties(string query, string ids)
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "orders",
            """
            {"orders":[{"id":"a","orderNumber":"x-1","totalAmount":1.5,"createdDate":"2026-01-01","locationRef":{"id":"here"}},
              {"id":"b","orderNumber":"X-2","totalAmount":10,"createdDate":"2026-01-02","closedDate":"2026-01-01T13:00:00+01:00","locationRef":{"id":"here"},"orderLineItems":[{"id":"l"}]},
              {"id":"c","totalAmount":100,"closedDate":"2026-01-02","supplementalData":{"content":{"vip":true}}}]}
            """);
        Ids(await api.GetAsync($"{data}/commerce-orders?orderBy=id&query={Uri.EscapeDataString(query)}")).ShouldBe(ids);
    }

    [Fact]
    public async Task Links_keep_what_was_asked_and_pages_past_the_last_are_empty()
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "orders", $$"""{"orders":[{{string.Join(',', Enumerable.Range(0, 5).Select(i => $$"""{"id":"{{i}}","orderNumber":"n"}"""))}}]}""");
        var page = (await api.GetAsync($"{data}/commerce-orders?PAGE=2&pageSize=2&query=orderNumber%3Dn%26%26id!%3D0&orderBy=-id")).Ok();
        Ids(page).ShouldBe("2 1");
        page["totalResults"]!.GetValue<int>().ShouldBe(4);
        var links = page["_links"]!;
        links["self"]!["href"]!.GetValue<string>().ShouldBe($"{data}/commerce-orders");
        links["next"].ShouldBeNull();
        var previous = links["previous"]!["href"]!.GetValue<string>();
        Ids(await api.GetAsync(previous)).ShouldBe("4 3");
        (await api.GetAsync(previous)).Json["_links"]!["next"]!["href"]!.GetValue<string>().ShouldBe(links["current"]!["href"]!.GetValue<string>());
        var past = (await api.GetAsync($"{data}/commerce-orders?page=2147483647&pageSize=5000")).Ok();
        past["results"]!.AsArray().ShouldBeEmpty();
        past["totalResults"]!.GetValue<int>().ShouldBe(5);
    }

    [Theory]
    [InlineData("query=orderNumber", "query: position 12: expected =, !=, ~, >, <, >= or <=.")]
    [InlineData("query=%7Bid=1", "query: position 6: expected &&, || or } to close the group.")]
    [InlineData("query=modifiedDate>soon", "query: position 14: expected a date such as 2022-10-23 or 2022-10-23T00:00:00Z, since modifiedDate is one; got 'soon'.")]
    [InlineData("query=id=%00", "query: position 4: a NUL character can't be compared.")]
    [InlineData("orderBy=-modifedDate", "orderBy: there is no property 'modifedDate' to order by")]
    [InlineData("pageSize=5001", "pageSize")]
    public async Task What_can_not_be_read_is_a_400_that_says_where(string parameters, string error)
    {
        var (_, data) = await ShopAsync();
        (await api.GetAsync($"{data}/commerce-orders?{parameters}")).Fault(HttpStatusCode.BadRequest).ShouldStartWith(error);
    }

    [Fact]
    public async Task No_query_and_no_order_whatever_is_a_fault_of_the_server()
    {
        var (company, data) = await ShopAsync();
        await api.PushAsync(company, "orders", """{"orders":[{"id":"a","orderNumber":"1","createdDate":"2026-01-01","own":{"a":[1],"\u0000":"\ud800"}},{"id":"b","totalAmount":1e-7}]}""");
        string[] pieces = ["id", "own.a", "totalAmount", "modifiedDate", "=", "!=", "~", ">", "<=", "&&", "||", "{", "}", "1", "'", "\"", ";--", "2026-01-01", "\u0000", "é", "😀", " ", ".", ",", "-", "%", "@asked0", "$"];
        var chance = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(1, 9)).Select(_ => pieces[chance.Next(pieces.Length)]));
            var asked = i % 2 == 0 ? "query" : chance.Next(2) == 0 ? "orderBy" : "query=own.a=1&orderBy";
            (await api.GetAsync($"{data}/commerce-orders?{asked}={Uri.EscapeDataString(text)}")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
        }

        var longest = string.Join("||", Enumerable.Repeat("a=1", 409));
        string[] heavy = [longest, longest.Replace("||", "&&", StringComparison.Ordinal), string.Concat(Enumerable.Repeat("{a=1||{b=1&&", 25)) + "c=1" + new string('}', 50), string.Join('.', Enumerable.Repeat("a", 20)) + "=1"];
        foreach (var query in heavy)
        {
            (await api.GetAsync($"{data}/commerce-orders?query={Uri.EscapeDataString(query)}&orderBy=locationRef.a,locationRef.b,locationRef.c,locationRef.d,-locationRef.e,locationRef.f,locationRef.g,locationRef.h,locationRef.i,locationRef.j")).Ok();
        }

        (await api.GetAsync($"{data}/commerce-orders?query={string.Join('.', Enumerable.Repeat("a", 21))}=1")).Fault(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_a_commerce_connection_has_commerce_data()
    {
        var (company, data) = await ShopAsync();
        var ledger = (await api.PostAsync($"/companies/{company}/connections", """{"platformKey":"hldg"}""")).Ok()["id"]!.GetValue<string>();
        (await api.GetAsync($"/companies/{company}/connections/{ledger}/data/commerce-orders")).Fault(HttpStatusCode.NotFound).ShouldContain("accounting");
        (await api.GetAsync($"/companies/{company}/connections/{Guid.NewGuid()}/data/commerce-orders/1")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync($"{data}/commerce-info")).Ok()["companyName"]!.GetValue<string>().ShouldBe("A shop");
        (await api.GetAsync($"{data}/commerce-disputes?orderBy=-modifiedDate")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task The_other_lists_speak_the_same_language()
    {
        var mark = Guid.NewGuid().ToString("N");
        foreach (var (name, team) in new[] { ("Ash", "a"), ("Birch", "b"), ("ash two", "b") })
        {
            (await api.PostAsync("/companies", $$"""{"name":"{{name}} {{mark}}","tags":{"team":"{{team}}","mark":"{{mark}}"} }""")).Ok();
        }

        async Task<string> NamesAsync(string parameters) =>
            string.Join(", ", (await api.GetAsync("/companies?" + parameters)).Ok()["results"]!.AsArray().Select(one => one!["name"]!.GetValue<string>()[..^33]));
        (await NamesAsync($"query=name~ASH%26%26tags.mark={mark}&orderBy=-name")).ShouldBe("ash two, Ash");
        (await NamesAsync($"tags=mark={mark}%26%26team!=a&orderBy=tags.team,name")).ShouldBe("Birch, ash two");
        (await NamesAsync($"tags=mark={mark}&query=created>2001-01-01 %26%26 lastSync!=2020-01-01")).ShouldBe("Ash, Birch, ash two");
        (await api.GetAsync("/companies?tags=team")).Fault(HttpStatusCode.BadRequest).ShouldStartWith("tags: position 5: expected");
        (await api.GetAsync("/companies?orderBy=shoeSize")).Fault(HttpStatusCode.BadRequest).ShouldContain("'shoeSize'");

        var (company, _) = await ShopAsync();
        (await api.PostAsync($"/companies/{company}/connections", """{"platformKey":"hldg"}""")).Ok();
        (await api.GetAsync($"/companies/{company}/connections?query=sourceType=commerce||status=gone")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
        await api.PushAsync(company, "orders", """{"orders":[{"id":"x","currency":"XYZ","totalAmount":1,"createdDate":"2026-01-01"}]}""");
        await api.PushAsync(company, "payments", """{"payments":[]}""");
        (await api.GetAsync($"/companies/{company}/data/history?query=dataType=commerce-Orders %26%26 isCompleted=true %26%26 progress=100&orderBy=-requested")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await api.GetAsync($"/companies/{company}/sync/commerce/records?state=setAside&query=dataType=commerce-orders %26%26 reason~currency&orderBy=-id")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await api.GetAsync($"/companies/{company}/sync/commerce/records?state=setAside&query=id=y")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(0);
        (await api.GetAsync($"/companies/{company}/sync/commerce/records?state=booked&query=id=x||type=payment||reason~x||createdDate>2020-01-01&orderBy=since,-type,dataType,reason,state,id")).Ok();
    }

    private static string Ids(Answered answer) => Ids(answer.Ok());

    private static string Ids(JsonNode page) => string.Join(' ', page["results"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()));

    private async Task<(string Company, string Data)> ShopAsync()
    {
        var company = await api.NewCompanyAsync();
        var connection = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]![0]!["id"]!.GetValue<string>();
        return (company, $"/companies/{company}/connections/{connection}/data");
    }
}

public sealed class DataLawsOnSqlite(SqliteServer server) : DataLaws(server), IClassFixture<SqliteServer>;

public sealed class DataLawsOnPostgres(PostgresServer server) : DataLaws(server), IClassFixture<PostgresServer>;
