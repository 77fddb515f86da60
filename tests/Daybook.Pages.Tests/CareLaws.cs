using System.Diagnostics;
using System.Net;
using Daybook.Pages.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests;

/// <summary>What happens around a merchant: another changes the choices, accounts go, lists are long, a shop leaves.</summary>
public sealed class CareLaws(PagesServer server, Chromium chromium) : IClassFixture<PagesServer>, IClassFixture<Chromium>
{
    [Fact]
    public async Task What_a_client_changes_meanwhile_and_what_a_merchant_chooses_both_count()
    {
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: true, HasScript: false));
        await page.GotoAsync(await server.LinkAsync(company));
        for (var stage = 0; stage < 6; stage++)
        {
            await page.Locator("button.main").First.ClickAsync();
        }

        await page.GotoAsync(At(company, "payments"));
        await page.Locator("select[name='payments.accounts.cash']").SelectOptionAsync("assets:bank");
        await page.Locator("button.main").ClickAsync();
        var configuration = await server.SendAsync(HttpMethod.Get, $"/config/companies/{company}/sync/commerce", null);
        configuration["configuration"]!["sales"]!["accounts"]!["gratuity"]!["selectedAccountId"] = "liabilities:loans";
        await server.SendAsync(HttpMethod.Post, $"/config/companies/{company}/sync/commerce", configuration.ToJsonString());
        await page.GotoAsync(At(company, "review"));
        await page.Locator("button.main").ClickAsync();
        var now = (await server.SendAsync(HttpMethod.Get, $"/config/companies/{company}/sync/commerce", null))["configuration"]!;
        now["payments"]!["accounts"]!["cash"]!["selectedAccountId"]!.GetValue<string>().ShouldBe("assets:bank");
        now["sales"]!["accounts"]!["gratuity"]!["selectedAccountId"]!.GetValue<string>().ShouldBe("liabilities:loans");
    }

    [Fact]
    public async Task What_is_sold_after_a_look_at_the_preview_is_in_the_next_look()
    {
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: false, HasScript: false));
        await page.GotoAsync(await server.LinkAsync(company));
        for (var stage = 0; stage < 5; stage++)
        {
            await page.Locator("button.main").First.ClickAsync();
        }

        var before = await page.Locator("main").InnerTextAsync();
        await page.ReloadAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldBe(before);
        await server.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-orders", """
            {"orders":[{"id":"late","currency":"GBP","createdDate":"2026-11-19T12:00:00Z","totalAmount":7777,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":7777,"totalTaxAmount":0}]}]}
            """);
        await page.ReloadAsync();
        (await page.Locator("main").InnerTextAsync()).ShouldNotBe(before);
    }

    [Fact]
    public async Task An_account_that_is_archived_meanwhile_is_told_of_and_the_way_leads_to_its_choice()
    {
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("fr-FR", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        for (var stage = 0; stage < 6; stage++)
        {
            await page.Locator("button.main").First.ClickAsync();
        }

        var books = (await server.SendAsync(HttpMethod.Get, $"/companies/{company}/connections", null))["results"]!.AsArray().Single(one => one!["integrationKey"]!.GetValue<string>() == "hldg")!["id"];
        await server.SendAsync(HttpMethod.Patch, $"/companies/{company}/connections/{books}/accounts/assets:cash", """{"isActive":false}""");
        await page.GotoAsync($"{server.Address}sync-flow/{company}");
        (await page.Locator(".notice.bad").InnerTextAsync()).ShouldContain("n’est plus actif");
        await Chromium.CheckAsync(page);
        await Chromium.KeepAsync(page, look, "archived");
        await page.GotoAsync(At(company, "payments"));
        (await page.Locator("#f-payments-accounts-cash-error").CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("en-GB", "None planned")]
    [InlineData("fr-FR", "Aucune prévue")]
    public async Task Who_is_synced_only_when_asked_reads_that_none_is_planned_and_can_ask(string language, string none)
    {
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(new Look(language, IsPhone: true));
        await page.GotoAsync(await server.LinkAsync(company));
        for (var stage = 0; stage < 6; stage++)
        {
            await page.Locator("button.main").First.ClickAsync();
        }

        await server.SendAsync(HttpMethod.Put, "/integrations/hldg/continuousSync", """{"enabled":false}""");
        try
        {
            await page.GotoAsync($"{server.Address}sync-flow/{company}");
            (await page.Locator(".status").InnerTextAsync()).ShouldContain(none);
            (await page.Locator(".status button.main").CountAsync()).ShouldBe(1);
            await Chromium.CheckAsync(page);
        }
        finally
        {
            await server.SendAsync(HttpMethod.Put, "/integrations/hldg/continuousSync", """{"enabled":true}""");
        }

        await page.ReloadAsync();
        (await page.Locator(".status").InnerTextAsync()).ShouldNotContain(none);
    }

    [Fact]
    public async Task A_reason_is_told_in_the_merchants_language()
    {
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("fr-FR", IsPhone: false);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        await page.GotoAsync(At(company, "records"));
        var told = await page.Locator(".records").InnerTextAsync();
        told.ShouldContain("ne le rattache encore à une commande");
        told.ShouldContain("diffère de");
        told.ShouldNotContain("transaction ties");
    }

    [Fact]
    public async Task A_shop_is_removed_by_who_types_its_name_and_by_nobody_else()
    {
        var company = await server.NewShopAsync(new DaySales(), "Quay Tea");
        var look = new Look("en-GB", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        for (var stage = 0; stage < 6; stage++)
        {
            await page.Locator("button.main").First.ClickAsync();
        }

        await page.Locator("form[action$='/delete']").Locator("xpath=..").Locator("summary").ClickAsync();
        await page.Locator("#delete-name").FillAsync("Harbour");
        await page.Locator("form[action$='/delete'] button").ClickAsync();
        (await page.Locator("#delete-error").CountAsync()).ShouldBe(1);
        await Chromium.CheckAsync(page);
        await Chromium.KeepAsync(page, look, "delete");
        await page.Locator("#delete-name").FillAsync("quay tea ");
        await page.Locator("form[action$='/delete'] button").ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Everything was removed");
        await Should.ThrowAsync<InvalidOperationException>(() => server.SendAsync(HttpMethod.Get, $"/companies/{company}", null));
        await page.GotoAsync($"{server.Address}sync-flow/{company}");
        (await page.Locator("h1").InnerTextAsync()).ShouldContain("expired");
    }

    [Fact]
    public async Task Lists_of_500_accounts_are_searched_and_their_page_takes_the_server_less_than_20_ms()
    {
        var company = await server.NewShopAsync(new DaySales());
        var link = await server.LinkAsync(company);
        var books = (await server.SendAsync(HttpMethod.Get, $"/companies/{company}/connections", null))["results"]!.AsArray().Single(one => one!["integrationKey"]!.GetValue<string>() == "hldg")!["id"];
        for (var i = 0; i < 500; i++)
        {
            await server.SendAsync(HttpMethod.Post, $"/companies/{company}/connections/{books}/push/accounts", $$"""{"name":"income:sales:Range {{i}} {{(i == 321 ? "Café" : "tea")}}"}""");
        }

        var look = new Look("en-GB", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(link);
        await page.GotoAsync(At(company, "sales"));
        var list = page.Locator("select[name='sales.accounts.beans']");
        (await list.Locator("option").CountAsync()).ShouldBeGreaterThan(500);
        await page.Locator("#f-sales-accounts-beans input[type=search]").FillAsync("cafe 321");
        (await list.Locator("option").AllInnerTextsAsync()).ShouldBe(["None", "Sales › Range 321 Café"]);
        await Chromium.CheckAsync(page);
        await Chromium.KeepAsync(page, look, "search");
        await list.SelectOptionAsync("income:sales:Range 321 Café");
        await page.Locator("button.main").First.ClickAsync();
        page.Url.ShouldEndWith("/payments");

        using var visitor = new Visitor(server);
        await visitor.GetAsync(await server.LinkAsync(company));
        var took = new List<TimeSpan>();
        for (var i = 0; i < 60; i++)
        {
            var began = Stopwatch.GetTimestamp();
            (await visitor.GetAsync($"/sync-flow/{company}/sales")).StatusCode.ShouldBe(HttpStatusCode.OK);
            took.Add(Stopwatch.GetElapsedTime(began));
        }

        took.Sort();
        TestContext.Current.SendDiagnosticMessage($"A page with lists of 500 accounts: median {took[30].TotalMilliseconds:0.0} ms, fastest {took[0].TotalMilliseconds:0.0} ms");

        // A machine under load makes the median wait for others; what the server itself needs is what it took when it had a core.
        took[0].TotalMilliseconds.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Gift_cards_tax_components_and_locations_are_asked_for_where_they_occur()
    {
        var company = await server.NewShopAsync(null);
        foreach (var (type, body) in RareSales)
        {
            await server.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-{type}", body);
        }

        var look = new Look("en-GB", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        await page.Locator("button.main").First.ClickAsync();
        await page.Locator("select[name='sales.components.gst']").SelectOptionAsync("liabilities:tax payable:5");
        await page.Locator("select[name='sales.components.pst']").SelectOptionAsync("liabilities:tax payable:10");
        (await page.Locator("select[name='sales.accounts.prepaid']").InputValueAsync()).ShouldBe("liabilities:gift cards");
        await page.Locator("input[name='sales.byLocation'][type=checkbox]").CheckAsync();
        await Chromium.CheckAsync(page);
        await Chromium.KeepAsync(page, look, "rare-sales");
        foreach (var next in new[] { "payments", "fees", "schedule", "review", "?done=1" })
        {
            await page.Locator("button.main").First.ClickAsync();
            (await page.Locator(".notice.bad").CountAsync()).ShouldBe(0, await page.Locator("main").InnerTextAsync());
            page.Url.ShouldEndWith(next);
            if (next == "schedule")
            {
                await page.Locator("input[type=date]").FillAsync("2026-11-01");
            }
        }

        var sales = (await server.SendAsync(HttpMethod.Get, $"/config/companies/{company}/sync/commerce", null))["configuration"]!["sales"]!;
        sales.ToJsonString().ShouldContain("liabilities:tax payable:10");
        await page.Locator("form[action$='/sync'] button").ClickAsync();
        for (var turn = 0; turn < 100 && await page.Locator(".notice.good, .notice.bad").CountAsync() == 0; turn++)
        {
            await page.ReloadAsync();
        }

        // Each location has a document of its own.
        (await page.Locator(".notice.good").CountAsync()).ShouldBe(1, await page.Locator("main").InnerTextAsync());
        (await page.Locator(".document").CountAsync()).ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("/sync-flow/nowhere", "There is no such page")]
    [InlineData("/sync-flow/a/b/c", "There is no such page")]
    public async Task An_address_that_leads_nowhere_is_answered_for_people(string path, string title)
    {
        using var visitor = new Visitor(server);
        var answer = await visitor.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_for_who_is_not_in_yet_are_as_accessible_as_the_others(bool isPhone)
    {
        var look = new Look(isPhone ? "fr-FR" : "en-GB", isPhone);
        var company = await server.NewShopAsync(null);
        var page = await chromium.OpenAsync(look);
        var tryton = (await server.SendAsync(HttpMethod.Post, $"/companies/{company}/connections", """{"platformKey":"tryt"}"""))["linkUrl"]!.GetValue<string>();
        foreach (var (name, address) in new[] { ("nowhere", $"{server.Address}sync-flow/nowhere"), ("no-session", $"{server.Address}sync-flow/{company}"), ("sign-in", tryton) })
        {
            await page.GotoAsync(address);
            await Chromium.CheckAsync(page);
            await Chromium.KeepAsync(page, look, name);
        }
    }

    [Theory]
    [InlineData("#ffe600")]
    [InlineData("#ffffff")]
    [InlineData("#00ff7f")]
    [InlineData("#12515e")]
    public async Task Whatever_the_clients_colour_the_pages_can_be_read(string accent)
    {
        await server.SendAsync(HttpMethod.Put, "/sync/commerce/config/ui/colours", $$"""{"accent":"{{accent}}"}""");
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("en-GB", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        await Chromium.CheckAsync(page);
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('button.main')).backgroundColor")).ShouldNotBe("rgba(0, 0, 0, 0)");
        await Chromium.KeepAsync(page, look, "colour-" + accent[1..]);
        await server.SendAsync(HttpMethod.Put, "/sync/commerce/config/ui/colours", "{}");
    }

    /// <summary>A gift card, taxes of two components, and two locations.</summary>
    private static readonly Dictionary<string, string> RareSales = new()
    {
        ["locations"] = """{"locations":[{"id":"quay","name":"Quay"},{"id":"hill","name":"Hill"}]}""",
        ["products"] = """{"products":[{"id":"gc","name":"Gift card","isGiftCard":true}]}""",
        ["taxComponents"] = """{"taxComponents":[{"id":"gst","name":"GST","rate":5},{"id":"pst","name":"PST","rate":10}]}""",
        ["orders"] =
            """
            {"orders":[
             {"id":"o1","currency":"CAD","createdDate":"2026-11-19T10:00:00Z","totalAmount":11.50,"totalTaxAmount":1.50,"locationRef":{"id":"quay"},
              "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":15,"totalAmount":11.50,"totalTaxAmount":1.50,"taxes":[{"taxComponentRef":{"id":"gst"}},{"taxComponentRef":{"id":"pst"}}]}]},
             {"id":"o2","currency":"CAD","createdDate":"2026-11-19T11:00:00Z","totalAmount":50.00,"totalTaxAmount":0,"locationRef":{"id":"hill"},
              "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":50.00,"totalTaxAmount":0,"productRef":{"id":"gc"}}]}]}
            """,
    };

    private string At(string company, string stage) => $"{server.Address}sync-flow/{company}/{stage}";
}
