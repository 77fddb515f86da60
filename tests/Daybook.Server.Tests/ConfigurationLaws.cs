using System.Net;
using System.Text.Json.Nodes;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class ConfigurationLaws(ServerFixture server)
{
    private const string Whole =
        """
        {"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-01-01","syncHour":4,"timeZone":"Europe/London"},
         "configuration":{"countryCode":"GB","sales":{"syncSales":true},"payments":{"syncPayments":true},"fees":{"syncFees":true}}}
        """;

    private readonly Api api = server.Api;

    [Fact]
    public async Task A_company_with_books_is_offered_a_configuration_that_only_has_to_be_posted()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var offered = await api.ConfigurationAsync(company);
        offered["configured"]!.GetValue<bool>().ShouldBeFalse();
        offered["enable"]!.GetValue<bool>().ShouldBeFalse();
        offered["accountingSoftwareCompanyName"]!.GetValue<string>().ShouldBe("A shop");
        var sales = offered["configuration"]!["sales"]!["accounts"]!["sales"]!;
        sales["required"]!.GetValue<bool>().ShouldBeTrue();
        sales["accountOptions"]!.AsArray().ShouldContain(option => option!["id"]!.GetValue<string>() == sales["selectedAccountId"]!.GetValue<string>());
        var posted = (await api.ConfigureAsync(company, offered.ToJsonString())).Ok();
        posted["configured"]!.GetValue<bool>().ShouldBeTrue();
        offered["configured"] = true;
        (await api.ConfigurationAsync(company)).ToJsonString().ShouldBe(offered.ToJsonString());
    }

    [Fact]
    public async Task What_is_posted_is_merged_and_both_spellings_are_understood()
    {
        var company = await ConfiguredAsync();
        var stored = await api.ConfigurationAsync(company);
        stored["enable"]!.GetValue<bool>().ShouldBeTrue();
        stored["enabled"]!.GetValue<bool>().ShouldBeTrue();
        stored["schedule"]!["syncHour"]!.GetValue<int>().ShouldBe(4);
        stored["schedule"]!["syncHourUtc"]!.GetValue<int>().ShouldBe(4);
        stored["schedule"]!["startDate"]!.GetValue<string>().ShouldBe("2026-01-01T00:00:00Z");

        // An older client sends the newer spelling back as it got it.
        stored["enabled"] = false;
        stored["schedule"]!["syncHourUtc"] = 6;
        var changed = (await api.ConfigureAsync(company, stored.ToJsonString())).Ok();
        changed["enable"]!.GetValue<bool>().ShouldBeFalse();
        changed["schedule"]!["syncHour"]!.GetValue<int>().ShouldBe(6);

        var partial = (await api.ConfigureAsync(company, """{"configuration":{"sales":{"accounts":{"sales-other":{"selectedAccountId":"income:sales"}},"taxRates":{"17.50":{"selectedTaxRateId":"liabilities:tax payable:20"}}}}}""")).Ok();
        partial["schedule"]!["timeZone"]!.GetValue<string>().ShouldBe("Europe/London");
        partial["configuration"]!["countryCode"]!.GetValue<string>().ShouldBe("GB");
        partial["configuration"]!["sales"]!["taxRates"]!["17.5"]!["selectedTaxRateId"]!.GetValue<string>().ShouldBe("liabilities:tax payable:20");
        partial["configuration"]!["sales"]!["accounts"]!["sales-other"]!["selectedAccountId"]!.GetValue<string>().ShouldBe("income:sales");
        (await api.ConfigureAsync(company, """{"configuration":{"sales":{"accounts":{"sales-other":{}}}}}""")).Ok()
            ["configuration"]!["sales"]!["accounts"]!["sales-other"]!.AsObject().ContainsKey("selectedAccountId").ShouldBeFalse();
    }

    [Fact]
    public async Task A_post_without_a_body_answers_the_unchanged_configuration()
    {
        var company = await ConfiguredAsync();
        var before = await api.ConfigurationAsync(company);
        using var form = new FormUrlEncodedContent([]);
        foreach (var body in new HttpContent?[] { null, form })
        {
            (await api.SendAsync(HttpMethod.Post, $"/config/companies/{company}/sync/commerce", body)).Ok().ToJsonString().ShouldBe(before.ToJsonString());
        }
    }

    [Theory]
    [InlineData("""{"schedule":{"selectedFrequency":"Weekly"}}""", "schedule.selectedFrequency: the schedule frequency 'Weekly' is not among the options Daily and Monthly.")]
    [InlineData("""{"schedule":{"syncHour":24}}""", "schedule.syncHour: 24 is not an hour from 0 to 23.")]
    [InlineData("""{"schedule":{"timeZone":"Mars/Olympus"}}""", "schedule.timeZone: 'Mars/Olympus' is not an IANA time zone.")]
    [InlineData("""{"schedule":{"startDate":"soon"}}""", "schedule.startDate: 'soon' is not a date")]
    [InlineData("""{"configuration":{"sales":{"accounts":{"sales":{"selectedAccountId":null}}}}}""", "sales.accounts.sales: the required account 'Sales' has no selection.")]
    [InlineData("""{"configuration":{"sales":{"accounts":{"refund":{}}}}}""", "sales.accounts.refund: the required account 'Refunds' has no selection.")]
    [InlineData("""{"configuration":{"sales":{"accounts":{"gratuity":{"selectedAccountId":"nowhere"}}}}}""", "sales.accounts.gratuity: the selected account 'nowhere' is not among the options.")]
    [InlineData("""{"configuration":{"sales":{"salesCustomer":{}}}}""", "sales.salesCustomer: no sales customer is configured.")]
    [InlineData("""{"configuration":{"sales":{"salesCustomer":{"selectedCustomerId":"x"}}}}""", "sales.salesCustomer: the selected customer 'x' is not among the options.")]
    [InlineData("""{"configuration":{"sales":{"invoiceStatus":{}}}}""", "sales.invoiceStatus: no invoice status is selected.")]
    [InlineData("""{"configuration":{"sales":{"invoiceStatus":{"selectedInvoiceStatus":"Paid"}}}}""", "sales.invoiceStatus: the invoice status must be Submitted or Draft, not 'Paid'.")]
    [InlineData("""{"configuration":{"sales":{"invoiceStatus":{"selectedInvoiceStatus":"Draft"}}}}""", "payments.syncPayments: payments can't be enabled while the invoice status is Draft.")]
    [InlineData("""{"configuration":{"sales":{"taxRates":{"20":{}}}}}""", "sales.taxRates.20: the tax rate is missing its selection.")]
    [InlineData("""{"configuration":{"sales":{"taxRates":{"20":{"selectedTaxRateId":"x"}}}}}""", "sales.taxRates.20: the selected tax rate 'x' is not among the options.")]
    [InlineData("""{"configuration":{"sales":{"taxRates":{"vat":{"selectedTaxRateId":"x"}}}}}""", "sales.taxRates.vat: the key must be a tax rate from 0 to 100")]
    [InlineData("""{"configuration":{"sales":{"newTaxRates":{"taxRateMappings":[{"selectedCommerceTaxRateIds":["x"]}]}}}}""", "sales.newTaxRates.taxRateMappings[0]: the tax rate is missing its selection.")]
    [InlineData("""{"configuration":{"sales":{"newTaxRates":{"taxRateMappings":[{"selectedCommerceTaxRateIds":["x"]}]}}}}""", "sales.newTaxRates.taxRateMappings[0]: the selected commerce tax rate 'x' is not among the options.")]
    [InlineData("""{"configuration":{"sales":{"grouping":{"groupingPeriod":{}}}}}""", "sales.grouping.groupingPeriod: no grouping period is selected.")]
    [InlineData("""{"configuration":{"sales":{"grouping":{"groupingPeriod":{"selectedGroupingPeriod":"Hourly"}}}}}""", "sales.grouping.groupingPeriod: the grouping period 'Hourly' is not among the options.")]
    [InlineData("""{"configuration":{"sales":{"grouping":{"groupingLevels":{"invoiceLevel":{"selectedGroupByOptions":["Mood"]}}}}}}""", "sales.grouping.groupingLevels.invoiceLevel: 'Mood' is not a valid invoice level grouping.")]
    [InlineData("""{"configuration":{"sales":{"grouping":{"groupingLevels":{"invoiceLineLevel":{"selectedGroupByOptions":["Mood"]}}}}}}""", "sales.grouping.groupingLevels.invoiceLineLevel: 'Mood' is not a valid invoice line level grouping.")]
    [InlineData("""{"configuration":{"payments":{"accounts":{"card":{}}}}}""", "payments.accounts.card: the required account 'Card payments' has no selection.")]
    [InlineData("""{"configuration":{"payments":{"accounts":{"payout":{"selectedAccountId":"assets:card clearing"}}}}}""", "payments.accounts.payout: the payout account must differ from the card account.")]
    [InlineData("""{"configuration":{"payments":{"accounts":{"cheque":{"selectedAccountId":"assets:bank"}}}}}""", "payments.accounts.cheque: there is no account of this name to choose.")]
    [InlineData("""{"configuration":{"payments":{"syncPayments":false}}}""", "fees.syncFees: fees need the payments section to be synced, with its card account")]
    [InlineData("""{"configuration":{"fees":{"accounts":{"paymentFee":{}}}}}""", "fees.accounts.paymentFee: the required account 'Payment fees' has no selection.")]
    [InlineData("""{"configuration":{"fees":{"feesSupplier":{}}}}""", "fees.feesSupplier: no fees supplier is configured.")]
    [InlineData("""{"configuration":{"fees":{"feesSupplier":{"selectedSupplierId":"x"}}}}""", "fees.feesSupplier: the selected supplier 'x' is not among the options.")]
    [InlineData("""{"configuration":{"mapSettings":{"outputFormat":"JournalEntry"}}}""", "configuration.mapSettings.outputFormat: the output format is fixed once the company is configured.")]
    [InlineData("""{"configuration":{"mapSettings":{"outputFormat":"Haiku"}}}""", "configuration.mapSettings.outputFormat: 'Haiku' is not JournalEntry")]
    [InlineData("""{"configuration":{"sales":{"syncSales":"yes"}}}""", "configuration.sales.syncSales: the value is not of the type that it must be.")]
    [InlineData("""{"configuration":""", "malformed")]
    public async Task What_is_wrong_is_named_and_nothing_changes(string body, string message)
    {
        var company = await ConfiguredAsync();
        var before = await api.ConfigurationAsync(company);
        (await api.ConfigureAsync(company, body)).Fault(HttpStatusCode.BadRequest).ShouldContain(message);
        (await api.ConfigurationAsync(company)).ToJsonString().ShouldBe(before.ToJsonString());
    }

    [Fact]
    public async Task All_faults_are_listed_at_once()
    {
        var company = await ConfiguredAsync();
        var answer = await api.ConfigureAsync(company, """{"schedule":{"syncHour":99,"timeZone":"x"}}""");
        answer.Fault(HttpStatusCode.BadRequest);
        answer.Json["validation"]!["errors"]!.AsArray().Select(error => error!["itemId"]!.GetValue<string>()).ShouldBe(["schedule.syncHour", "schedule.timeZone"]);
    }

    [Fact]
    public async Task No_account_at_all_is_no_sales_account()
    {
        var company = await ConfiguredAsync();
        var none = new JsonObject();
        foreach (var key in (await api.ConfigurationAsync(company))["configuration"]!["sales"]!["accounts"]!.AsObject().Select(account => account.Key))
        {
            none[key] = new JsonObject();
        }

        var body = new JsonObject { ["configuration"] = new JsonObject { ["sales"] = new JsonObject { ["accounts"] = none } } };
        (await api.ConfigureAsync(company, body.ToJsonString())).Fault(HttpStatusCode.BadRequest).ShouldContain("sales.accounts: no sales account is present.");
    }

    [Fact]
    public async Task Without_two_connections_nothing_can_be_chosen()
    {
        var company = await api.NewCompanyAsync();
        (await api.ConfigurationAsync(company))["configured"]!.GetValue<bool>().ShouldBeFalse();
        (await api.ConfigureAsync(company, Whole)).Fault(HttpStatusCode.BadRequest).ShouldContain("needs two valid data connections");
    }

    [Fact]
    public async Task Gift_cards_sold_and_redeemed_may_share_an_account()
    {
        var company = await ConfiguredAsync();
        (await api.ConfigureAsync(company, """
            {"configuration":{"sales":{"accounts":{"prepaid":{"selectedAccountId":"liabilities:gift cards"}}},"payments":{"accounts":{"prepaidPayment":{"selectedAccountId":"liabilities:gift cards"}}}}}
            """)).Ok();
    }

    [Fact]
    public async Task Vouchers_are_taxed_when_redeemed_unless_the_merchant_says_otherwise()
    {
        var company = await ConfiguredAsync();
        (await api.ConfigurationAsync(company))["configuration"]!["sales"]!["vouchersTaxedAtSale"]!.GetValue<bool>().ShouldBeFalse();
        (await api.ConfigureAsync(company, """{"configuration":{"sales":{"vouchersTaxedAtSale":true}}}""")).Ok();
        (await api.ConfigureAsync(company, """{"configuration":{"sales":{"syncSales":true}}}""")).Ok();
        (await api.ConfigurationAsync(company))["configuration"]!["sales"]!["vouchersTaxedAtSale"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_journal_needs_no_customer_and_no_supplier()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var body = JsonNode.Parse(Whole)!;
        body["configuration"]!["mapSettings"] = new JsonObject { ["outputFormat"] = "JournalEntry" };
        body["configuration"]!["sales"]!["salesCustomer"] = new JsonObject();
        body["configuration"]!["sales"]!["invoiceStatus"] = new JsonObject();
        body["configuration"]!["fees"]!["feesSupplier"] = new JsonObject();
        (await api.ConfigureAsync(company, body.ToJsonString())).Ok()["configured"]!.GetValue<bool>().ShouldBeTrue();
        (await api.ConfigurationAsync(company))["configuration"]!["mapSettings"]!["outputFormat"]!.GetValue<string>().ShouldBe("JournalEntry");
    }

    [Fact]
    public async Task Categories_methods_and_tax_components_of_the_shop_can_be_mapped()
    {
        var company = await ConfiguredAsync();
        (await api.PushAsync(company, "productCategories", """{"productCategories":[{"id":"food","name":"Food"}]}""")).Ok();
        (await api.PushAsync(company, "paymentMethods", """{"paymentMethods":[{"id":"klarna","name":"Klarna"}]}""")).Ok();
        (await api.PushAsync(company, "taxComponents", """{"taxComponents":[{"id":"city","name":"City Tax","rate":0.045}]}""")).Ok();
        var offered = (await api.ConfigurationAsync(company))["configuration"]!;
        offered["sales"]!["accounts"]!["food"]!["labelText"]!.GetValue<string>().ShouldBe("Sales of Food");
        offered["newPayments"]!["accounts"]!["klarna"]!["labelText"]!.GetValue<string>().ShouldBe("Klarna");
        offered["sales"]!["newTaxRates"]!["commerceTaxRateOptions"]![0]!["name"]!.GetValue<string>().ShouldBe("City Tax");
        var mapped = (await api.ConfigureAsync(company, """
            {"configuration":{"sales":{"accounts":{"food":{"selectedAccountId":"income:sales"}},
              "newTaxRates":{"taxRateMappings":[{"selectedCommerceTaxRateIds":["city"],"selectedAccountingTaxRateId":"liabilities:tax payable:5"}]}},
              "newPayments":{"accounts":{"klarna":{"selectedAccountId":"assets:other clearing"}}}}}
            """)).Ok()["configuration"]!;
        mapped["newPayments"]!["accounts"]!["klarna"]!["selectedAccountId"]!.GetValue<string>().ShouldBe("assets:other clearing");
        mapped["sales"]!["newTaxRates"]!["taxRateMappings"]![0]!["selectedAccountingTaxRateId"]!.GetValue<string>().ShouldBe("liabilities:tax payable:5");
    }

    [Fact]
    public async Task Deleting_the_books_connection_removes_the_configuration_and_unlinking_keeps_it()
    {
        var company = await ConfiguredAsync();
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        var path = $"/companies/{company}/connections/{connections.Single(one => one!["integrationKey"]!.GetValue<string>() == "hldg")!["id"]}";
        (await api.SendJsonAsync(HttpMethod.Patch, path, """{"status":"Unlinked"}""")).Ok();
        (await api.ConfigurationAsync(company))["configured"]!.GetValue<bool>().ShouldBeTrue();
        (await api.ConfigureAsync(company, """{"enable":false}""")).Ok()["enable"]!.GetValue<bool>().ShouldBeFalse();
        await api.DeleteAsync(path);
        (await api.ConfigurationAsync(company))["configured"]!.GetValue<bool>().ShouldBeFalse();
    }

    private async Task<string> ConfiguredAsync()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.ConfigureAsync(company, Whole)).Ok()["configured"]!.GetValue<bool>().ShouldBeTrue();
        return company;
    }
}

public sealed class ConfigurationOnSqlite(SqliteServer server) : ConfigurationLaws(server), IClassFixture<SqliteServer>;

public sealed class ConfigurationOnPostgres(PostgresServer server) : ConfigurationLaws(server), IClassFixture<PostgresServer>;
