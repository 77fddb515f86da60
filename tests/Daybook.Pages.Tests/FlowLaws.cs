using Daybook.Pages.Tests.Hosting;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests;

/// <summary>A shop owner sets up a sync and sees that it works.</summary>
public sealed class FlowLaws(PagesServer server, Chromium chromium) : IClassFixture<PagesServer>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData("en-GB", true, true)]
    [InlineData("en-GB", false, true)]
    [InlineData("fr-FR", true, true)]
    [InlineData("fr-FR", false, true)]
    [InlineData("en-GB", true, false)]
    public async Task A_merchant_sets_up_a_sync_and_sees_what_it_wrote(string language, bool isPhone, bool hasScript)
    {
        var look = new Look(language, isPhone, hasScript);
        var isFrench = language == "fr-FR";
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        await SeeAsync(page, look, "books");
        await page.Locator("input[value=Invoices]").CheckAsync();
        await NextAsync(page, look, "sales");
        (await page.Locator("select[name='sales.accounts.gratuity']").CountAsync()).ShouldBe(1);
        (await page.Locator("select[name='sales.accounts.prepaid']").CountAsync()).ShouldBe(0);
        (await page.Locator("select[name='sales.taxRates.20']").InputValueAsync()).ShouldBe("liabilities:tax payable:20");
        await NextAsync(page, look, "payments");
        (await page.Locator("select[name='payments.accounts.paypal']").CountAsync()).ShouldBe(0);
        await NextAsync(page, look, "fees");
        await NextAsync(page, look, "schedule");
        (await page.Locator("select[name='schedule.timeZone']").InputValueAsync()).ShouldBe("Europe/London");
        await page.Locator("input[type=date]").FillAsync("2026-11-01");
        await NextAsync(page, look, "review");
        var total = isFrench ? "18,00" : "18.00";
        (await page.Locator(".document .total").AllInnerTextsAsync()).ShouldContain(text => text.Contains(total));
        (await page.Locator(".notice.good").CountAsync()).ShouldBe(1);
        (await page.Locator(".records li").CountAsync()).ShouldBe(2);
        await NextAsync(page, look, "overview");
        page.Url.ShouldEndWith($"/sync-flow/{company}?done=1");
        await page.Locator("form[action$='/sync'] button").ClickAsync();
        await FinishAsync(page);
        await SeeAsync(page, look, "sync");
        (await page.Locator(".document").CountAsync()).ShouldBe(5);
        await page.Locator(".document a").First.ClickAsync();
        await SeeAsync(page, look, "document");
        (await page.Locator(".records li").CountAsync()).ShouldBeGreaterThan(1);
        await page.GotoAsync($"{server.Address}sync-flow/{company}/records");
        await SeeAsync(page, look, "records");
        (await page.Locator(".records li").CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_stage_with_a_fault_says_so_beside_the_field_and_keeps_what_was_chosen()
    {
        var look = new Look("en-GB", IsPhone: true);
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        await page.GotoAsync(At(company, "sales"));
        await page.Locator("select[name='sales.accounts.refund']").SelectOptionAsync("");
        await page.Locator("select[name='sales.accounts.sales']").SelectOptionAsync("income:shipping");
        await page.Locator("button.main").ClickAsync();
        (await page.Locator("#f-sales-accounts-refund-error").InnerTextAsync()).ShouldBe("Please choose one.");
        await Chromium.CheckAsync(page);
        await Chromium.KeepAsync(page, look, "fault");
        var other = await chromium.OpenAsync(look);
        await other.GotoAsync(await server.LinkAsync(company));
        await other.GotoAsync(At(company, "sales"));
        (await other.Locator("select[name='sales.accounts.sales']").InputValueAsync()).ShouldBe("income:shipping");
        await other.GotoAsync(At(company, "review"));
        (await other.Locator("button.main").CountAsync()).ShouldBe(0);
        (await other.Locator(".notice.bad a").First.GetAttributeAsync("href"))!.ShouldEndWith("/sales");
    }

    [Fact]
    public async Task An_account_is_created_where_it_is_needed_and_chosen_at_once()
    {
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: true, HasScript: false));
        await page.GotoAsync(await server.LinkAsync(company));
        await page.GotoAsync(At(company, "sales"));
        var field = page.Locator("#f-sales-accounts-beans");
        await field.Locator("summary").ClickAsync();
        await field.Locator("input").FillAsync("Beans");
        await field.Locator("button").ClickAsync();
        (await page.Locator("select[name='sales.accounts.beans']").InputValueAsync()).ShouldBe("income:sales:Beans");
        await page.Locator("#f-sales-accounts-beans summary").ClickAsync();
        await page.Locator("#f-sales-accounts-beans input").FillAsync("bad  ; name");
        await page.Locator("#f-sales-accounts-beans button").ClickAsync();
        (await page.Locator("#f-sales-accounts-beans-error").CountAsync()).ShouldBe(1);
        (await page.Locator("select[name='sales.accounts.beans']").InputValueAsync()).ShouldBe("income:sales:Beans");
    }

    [Fact]
    public async Task Of_two_tabs_each_keeps_its_own_stage_and_the_link_of_tomorrow_goes_on_from_there()
    {
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("en-GB", IsPhone: false);
        var first = await chromium.OpenAsync(look);
        await first.GotoAsync(await server.LinkAsync(company));
        await first.GotoAsync(At(company, "sales"));
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(At(company, "schedule"));
        await second.Locator("select[name='schedule.syncHour']").SelectOptionAsync("4");
        await second.Locator("button.main").ClickAsync();
        await first.Locator("button.main").ClickAsync();
        await first.WaitForURLAsync("**/payments");
        var tomorrow = await chromium.OpenAsync(look);
        await tomorrow.GotoAsync(await server.LinkAsync(company));
        tomorrow.Url.ShouldEndWith("/books");
        await tomorrow.GotoAsync(At(company, "schedule"));
        (await tomorrow.Locator("select[name='schedule.syncHour']").InputValueAsync()).ShouldBe("4");
        (await tomorrow.Locator(".progress li.done").CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_shop_without_records_is_asked_for_the_usual_and_can_start()
    {
        var company = await server.NewShopAsync(null);
        var look = new Look("fr-FR", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        foreach (var stage in new[] { "sales", "payments", "fees", "schedule", "review" })
        {
            await page.Locator("button.main").ClickAsync();
            await page.WaitForURLAsync("**/" + stage);
            await Chromium.CheckAsync(page);
        }

        (await page.Locator(".document .total").AllInnerTextsAsync()).ShouldContain(text => text.Contains("31,00"));
        (await page.Locator(".notice.good").CountAsync()).ShouldBe(1);
        await Chromium.KeepAsync(page, look, "sample");
        await page.Locator("button.main").ClickAsync();
        page.Url.ShouldEndWith("?done=1");
    }

    [Fact]
    public async Task A_configured_company_is_paused_resumed_changed_and_disconnected()
    {
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("en-GB", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company));
        for (var stage = 0; stage < 6; stage++)
        {
            await page.Locator("button.main").First.ClickAsync();
        }

        page.Url.ShouldEndWith("?done=1");
        await page.Locator("button[name=on]").ClickAsync();
        (await EnabledAsync(company)).ShouldBeFalse();
        await page.Locator("button[name=on]").ClickAsync();
        (await EnabledAsync(company)).ShouldBeTrue();
        await page.Locator("a[href$='/payments']").ClickAsync();
        await page.Locator("select[name='payments.accounts.cash']").SelectOptionAsync("assets:bank");
        await page.Locator("button.main").ClickAsync();
        (await ConfigurationAsync(company))["configuration"]!["payments"]!["accounts"]!["cash"]!["selectedAccountId"]!.GetValue<string>().ShouldBe("assets:cash");
        await page.GotoAsync($"{server.Address}sync-flow/{company}");
        (await page.Locator(".notice a[href$='/review']").CountAsync()).ShouldBe(1);
        await page.GotoAsync(At(company, "review"));
        await page.Locator("button.main").ClickAsync();
        (await ConfigurationAsync(company))["configuration"]!["payments"]!["accounts"]!["cash"]!["selectedAccountId"]!.GetValue<string>().ShouldBe("assets:bank");
        await page.Locator("details.danger summary").First.ClickAsync();
        await page.Locator("form[action$='/disconnect'] button").ClickAsync();
        page.Url.ShouldEndWith("/connect");
        await SeeAsync(page, look, "disconnected");
        await page.Locator("button.main").ClickAsync();
        (await EnabledAsync(company)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_language_is_the_merchants_own_choice()
    {
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: true, HasScript: false));
        await page.GotoAsync(await server.LinkAsync(company));
        await page.Locator("button[lang=fr]").ClickAsync();
        page.Url.ShouldEndWith("/books");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Type d’écritures");
        await server.SendAsync(HttpMethod.Patch, "/sync/commerce/config/ui/text?locale=fr-fr", """{"flow-books-title":{"text":"À vous de choisir"}}""");
        await page.ReloadAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("À vous de choisir");
        await server.SendAsync(HttpMethod.Patch, "/sync/commerce/config/ui/text?locale=fr-fr", """{"flow-books-title":{"text":null}}""");
    }

    private static async Task SeeAsync(IPage page, Look look, string name)
    {
        if (look.HasScript)
        {
            await Chromium.CheckAsync(page);
        }

        await Chromium.KeepAsync(page, look, name);
    }

    private static async Task NextAsync(IPage page, Look look, string name)
    {
        await page.Locator("button.main").First.ClickAsync();
        (await page.Locator(".notice.bad").CountAsync()).ShouldBe(0, await page.Locator("main").InnerTextAsync());
        await SeeAsync(page, look, name);
    }

    private static async Task FinishAsync(IPage page)
    {
        for (var look = 0; look < 50 && await page.Locator(".notice.good, .notice.bad").CountAsync() == 0; look++)
        {
            await page.ReloadAsync();
        }
    }

    private string At(string company, string stage) => $"{server.Address}sync-flow/{company}/{stage}";

    private async Task<bool> EnabledAsync(string company) => (await ConfigurationAsync(company))["enabled"]!.GetValue<bool>();

    private Task<System.Text.Json.Nodes.JsonNode> ConfigurationAsync(string company) => server.SendAsync(HttpMethod.Get, $"/config/companies/{company}/sync/commerce", null);
}
