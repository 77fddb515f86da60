using System.Net;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class PushLaws(ServerFixture server)
{
    private const string Example =
        """
        { "orders": [ {"id":"85de1234", "orderNumber":"7","country":"GB ","currency":"GBP","createdDate":"2022-10-23T10:00:00","totalAmount":85.00,
          "totalTaxAmount":0,"orderLineItems":[{"id":"l1","quantity":1,"taxPercentage":0,"totalAmount":85.0,"totalTaxAmount":0,"unitPrice":85,"unknown":[1,{"a":null}]}],
          "payments":[{"id":"0944"}],"serviceCharges":[],"locationRef":{"id":"here","name":"Here"},"supplementalData":{"x":1}} ], "contractVersion" : "2023-03"}
        """;

    private readonly Api api = server.Api;

    [Fact]
    public async Task A_push_echoes_what_was_sent_byte_for_byte_and_is_complete_at_once()
    {
        var company = await api.NewCompanyAsync();
        var answer = await api.PushAsync(company, "commerce-orders", Example);
        answer.Ok();
        answer.Text.ShouldStartWith("{\"data\":" + Example + ",\"datasetId\":\"");
        var dataset = answer.Json["datasetId"]!.GetValue<string>();
        foreach (var path in new[] { $"/meta/companies/{company}/pull/history/{dataset}", $"/companies/{company}/data/history/{dataset}" })
        {
            var told = (await api.GetAsync(path)).Ok();
            told["id"]!.GetValue<string>().ShouldBe(dataset);
            told["companyId"]!.GetValue<string>().ShouldBe(company);
            told["dataType"]!.GetValue<string>().ShouldBe("commerce-orders");
            told["status"]!.GetValue<string>().ShouldBe("Complete");
            told["isCompleted"]!.GetValue<bool>().ShouldBeTrue();
            told["isErrored"]!.GetValue<bool>().ShouldBeFalse();
            told["progress"]!.GetValue<int>().ShouldBe(100);
        }

        (await api.GetAsync($"/companies/{company}/sync/{dataset}/validation")).Ok()["errors"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("commerce-orders", "orders")]
    [InlineData("orders", "orders")]
    [InlineData("commerce-payments", "payments")]
    [InlineData("commerce-transactions", "transactions")]
    [InlineData("commerce-products", "products")]
    [InlineData("commerce-productCategories", "ProductCategories")]
    [InlineData("commerce-locations", "locations")]
    [InlineData("taxComponents", "taxComponents")]
    [InlineData("commerce-paymentMethods", "paymentMethods")]
    [InlineData("commerce-customers", "customers")]
    public async Task Every_data_type_can_be_pushed(string dataType, string member)
    {
        var company = await api.NewCompanyAsync();
        (await api.PushAsync(company, dataType, $$"""{"{{member}}":[{"id":"1","name":"One"},{"id":"2"}],"contractVersion":null}""")).Ok();
    }

    [Fact]
    public async Task The_history_lists_pushes_page_by_page()
    {
        var company = await api.NewCompanyAsync();
        for (var i = 0; i < 3; i++)
        {
            (await api.PushAsync(company, "orders", Example)).Ok();
        }

        var first = (await api.GetAsync($"/companies/{company}/data/history?page=1&pageSize=2")).Ok();
        first["results"]!.AsArray().Count.ShouldBe(2);
        first["totalResults"]!.GetValue<int>().ShouldBe(3);
        var next = first["_links"]!["next"]!["href"]!.GetValue<string>();
        var second = (await api.GetAsync(next)).Ok();
        second["results"]!.AsArray().Count.ShouldBe(1);
        second["_links"]!["next"].ShouldBeNull();
        (await api.GetAsync($"/companies/{company}/data/history?page=9")).Ok()["results"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_booked_is_stored_and_listed_with_its_reason()
    {
        var company = await api.NewCompanyAsync();
        var dataset = (await api.PushAsync(company, "transactions", """
            {"transactions":[{"id":"odd","type":"PaymentFee","totalAmount":1.49,"currency":"GBP","createdDate":"2022-10-23"},
            {"id":"lost","type":"Payout","totalAmount":-5,"currency":"XYZ","createdDate":"2022-10-23"}]}
            """)).Ok()["datasetId"]!.GetValue<string>();
        (await api.GetAsync($"/companies/{company}/data/history/{dataset}")).Ok()["status"]!.GetValue<string>().ShouldBe("Complete");
        var remarks = (await api.GetAsync($"/companies/{company}/sync/{dataset}/validation")).Ok();
        remarks["errors"]!.AsArray().ShouldHaveSingleItem()!["itemId"]!.GetValue<string>().ShouldBe("lost");
        remarks["errors"]![0]!["message"]!.GetValue<string>().ShouldContain("currency");
        remarks["warnings"]!.AsArray().ShouldHaveSingleItem()!["itemId"]!.GetValue<string>().ShouldBe("odd");
    }

    [Theory]
    [InlineData("orders", """{"orders":[{"id":"1"},{"id":"2","totalAmount":"12"}]}""", "orders[1].totalAmount: expected a number, got a string.")]
    [InlineData("orders", """{"orders":[{"id":"1"},{"id":"2","orderLineItems":[{},{"totalAmount":{}}]}]}""", "orders[1].orderLineItems[1].totalAmount: expected a number, got an object.")]
    [InlineData("orders", """{"orders":[{"id":"1","orderLineItems":{}}]}""", "orders[0].orderLineItems: expected an array, got an object.")]
    [InlineData("orders", """{"orders":[{"id":"1","orderLineItems":[7]}]}""", "orders[0].orderLineItems[0]: expected an object, got a number.")]
    [InlineData("orders", """{"orders":[{"id":7}]}""", "orders[0].id: expected a string, got a number.")]
    [InlineData("orders", """{"orders":[{"id":"1"},{"totalAmount":1}]}""", "orders[1].id: every record must have an id.")]
    [InlineData("orders", """{"orders":[{"id":"1","createdDate":"2022-02-30"}]}""", "orders[0].createdDate: '2022-02-30' is not a date")]
    [InlineData("orders", """{"orders":[{"id":"1","createdDate":1666483200}]}""", "orders[0].createdDate: expected a date, got a number.")]
    [InlineData("orders", """{"orders":[{"id":"1","totalAmount":1000000000000000}]}""", "orders[0].totalAmount: the number is out of range")]
    [InlineData("orders", """{"orders":[{"id":"1","totalAmount":1e400}]}""", "orders[0].totalAmount: the number is out of range")]
    [InlineData("orders", """{"orders":[{"id":"1","totalAmount":0.00000000001}]}""", "orders[0].totalAmount: the number is out of range")]
    [InlineData("orders", """{"orders":[{"id":"1","totalAmount":NaN}]}""", "the JSON is malformed")]
    [InlineData("orders", """{"orders":[{"id":"1","serviceCharges":[{"type":"Delivery"}]}]}""", "orders[0].serviceCharges[0].type: 'Delivery' is not one of Unknown, Generic, Shipping, Overpayment.")]
    [InlineData("payments", """{"payments":[{"id":"1","type":"Cheque"}]}""", "payments[0].type: 'Cheque' is not one of")]
    [InlineData("payments", """{"payments":[{"id":"1","status":3}]}""", "payments[0].status: expected a string, got a number.")]
    [InlineData("transactions", """{"transactions":[{"id":"1","transactionSourceRef":{"id":"2","type":"Cart"}}]}""", "transactions[0].transactionSourceRef.type: 'Cart' is not one of")]
    [InlineData("products", """{"products":[{"id":"1","isGiftCard":"yes"}]}""", "products[0].isGiftCard: expected true or false, got a string.")]
    [InlineData("orders", """{"orders":[{"id":"1"}""", "the JSON is malformed")]
    [InlineData("orders", """{"orders":[]} {}""", "the JSON is malformed")]
    [InlineData("orders", "", "the JSON is malformed")]
    [InlineData("orders", "[]", "The body: expected an object, got an array.")]
    [InlineData("orders", """{"payments":[]}""", "orders: the body must have this member")]
    [InlineData("orders", """{"orders":7}""", "orders: expected an array, got a number.")]
    public async Task What_is_wrong_is_named_and_nothing_is_stored(string dataType, string body, string message)
    {
        var company = await api.NewCompanyAsync();
        (await api.PushAsync(company, dataType, body)).Fault(HttpStatusCode.BadRequest).ShouldContain(message);
        (await api.GetAsync($"/companies/{company}/data/history")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_bad_element_in_the_middle_stores_none_of_its_neighbours()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var body = """{"productCategories":[{"id":"food","name":"Food"},{"id":"bad","name":7},{"id":"drink","name":"Drink"}]}""";
        (await api.PushAsync(company, "productCategories", body)).Fault(HttpStatusCode.BadRequest).ShouldContain("productCategories[1].name");
        var accounts = (await api.ConfigurationAsync(company))["configuration"]!["sales"]!["accounts"]!.AsObject();
        accounts.ContainsKey("food").ShouldBeFalse();
        accounts.ContainsKey("drink").ShouldBeFalse();
    }

    [Fact]
    public async Task An_object_with_only_an_id_deletes_the_record()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.PushAsync(company, "productCategories", """{"productCategories":[{"id":"food","name":"Food"},{"id":"drink","name":"Drink"}]}""")).Ok();
        (await CategoriesAsync(company)).ShouldBe(["drink", "food"]);
        (await api.PushAsync(company, "productCategories", """{"productCategories":[{"id":"food","name":null}]}""")).Ok();
        (await CategoriesAsync(company)).ShouldBe(["drink"]);
    }

    [Fact]
    public async Task Setting_the_product_categories_deletes_those_left_out()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var path = $"/companies/{company}/data/commerce-productCategories";
        (await api.SendJsonAsync(HttpMethod.Put, path, """{"ContractVersion":"9.3.1","ProductCategories":[{"id":"food","name":"Food"},{"id":"drink","name":"Drink"}]}""")).Ok();
        (await CategoriesAsync(company)).ShouldBe(["drink", "food"]);
        (await api.SendJsonAsync(HttpMethod.Put, path, """{"ContractVersion":"9.3.1","ProductCategories":[{"id":"toys","name":"Toys"},{"id":"food","name":"Meals"}]}""")).Ok();
        (await CategoriesAsync(company)).ShouldBe(["food", "toys"]);
        (await api.SendJsonAsync(HttpMethod.Put, path, """{"ProductCategories":[]}""")).Ok();
        (await CategoriesAsync(company)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_can_be_pushed_to_what_is_not_there()
    {
        var nobody = Guid.NewGuid().ToString();
        (await api.PushAsync(nobody, "orders", Example)).Fault(HttpStatusCode.NotFound).ShouldContain(nobody);
        (await api.PushAsync("not-an-id", "orders", Example)).Fault(HttpStatusCode.BadRequest).ShouldContain("not-an-id");
        var company = await api.NewCompanyAsync();
        (await api.PushAsync(company, "commerce-refunds", Example)).Fault(HttpStatusCode.NotFound).ShouldContain("commerce-refunds");
        (await api.GetAsync($"/companies/{company}/data/history/{nobody}")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync($"/companies/{company}/sync/{nobody}/validation")).Fault(HttpStatusCode.NotFound);
        var alone = (await api.PostAsync("/companies", """{"name":"Alone"}""")).Ok()["id"]!.GetValue<string>();
        (await api.PushAsync(alone, "orders", Example)).Fault(HttpStatusCode.Conflict).ShouldContain("lqai");
    }

    [Fact]
    public async Task Nothing_is_booked_before_a_sync()
    {
        var company = await api.NewCompanyAsync();
        (await api.PushAsync(company, "orders", Example)).Ok();
        foreach (var state in new[] { "setAside", "waiting", "booked" })
        {
            (await api.GetAsync($"/companies/{company}/sync/commerce/records?state={state}")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(0);
        }

        (await api.GetAsync($"/companies/{company}/sync/commerce/records?state=gone")).Fault(HttpStatusCode.BadRequest).ShouldContain("state");
    }

    private async Task<IReadOnlyList<string>> CategoriesAsync(string company) =>
        [.. (await api.ConfigurationAsync(company))["configuration"]!["sales"]!["accounts"]!.AsObject()
            .Select(account => account.Key).Intersect(["food", "drink", "toys"]).Order(StringComparer.Ordinal)];
}

public sealed class PushOnSqlite(SqliteServer server) : PushLaws(server), IClassFixture<SqliteServer>;

public sealed class PushOnPostgres(PostgresServer server) : PushLaws(server), IClassFixture<PostgresServer>;
