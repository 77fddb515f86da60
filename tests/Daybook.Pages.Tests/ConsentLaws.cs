using Daybook.Pages.Tests.Hosting;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests;

/// <summary>A merchant whose books open by consent on the platform's own page.</summary>
public sealed class ConsentLaws(PagesServer server, Chromium chromium) : IClassFixture<PagesServer>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData("gbol", "en-GB", true, true, 19)]
    [InlineData("gbol", "fr-FR", false, true, 18)]
    [InlineData("gbol", "en-GB", true, false, 17)]
    [InlineData("gbol", "en-GB", false, true, 16)]
    [InlineData("gbol", "fr-FR", true, true, 15)]
    [InlineData("qhyg", "en-GB", false, true, 16)]
    [InlineData("qhyg", "fr-FR", true, true, 15)]
    [InlineData("fbrh", "en-GB", false, true, 16)]
    [InlineData("fbrh", "fr-FR", true, true, 15)]
    [InlineData("qhyg", "en-GB", true, true, 19)]
    [InlineData("qhyg", "fr-FR", false, true, 18)]
    [InlineData("qhyg", "en-GB", true, false, 17)]
    [InlineData("fbrh", "en-GB", true, true, 19)]
    [InlineData("fbrh", "fr-FR", false, true, 18)]
    [InlineData("fbrh", "en-GB", true, false, 17)]
    public async Task A_merchant_consents_on_the_platforms_page_and_sets_up_a_sync(string books, string language, bool isPhone, bool hasScript, int day)
    {
        // Each shop has a day of its own: all of them write to the stand-in's one organisation, where a number is taken once.
        var look = new Look(language, isPhone, hasScript);
        var company = await server.NewShopAsync(new DaySales($"2026-11-{day}"));
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company, books: books));
        page.Url.ShouldEndWith("/connect");
        await SeeAsync(page, look, books, "connect");
        await page.Locator("a.main").ClickAsync();
        await ConsentAsync(page);
        page.Url.ShouldEndWith($"/sync-flow/{company}/books");
        await SeeAsync(page, look, books, "books");
        await page.Locator("input[value=Invoices]").CheckAsync();
        foreach (var stage in new[] { "sales", "payments", "fees", "schedule", "review" })
        {
            await page.Locator("button.main").First.ClickAsync();
            await ChooseAllAsync(page);
            (await page.Locator(".notice.bad").CountAsync()).ShouldBe(0, await page.Locator("main").InnerTextAsync());
            page.Url.ShouldEndWith(stage);
            if (stage == "payments" && books == "fbrh")
            {
                // FreeAgent pays bills from bank accounts only, and fees are paid from where card money lies.
                await page.Locator("select[name='payments.accounts.card']").SelectOptionAsync(new SelectOptionValue { Label = "Card Payments" });
            }

            await SeeAsync(page, look, books, stage);
            if (stage == "schedule")
            {
                await page.Locator("input[type=date]").FillAsync("2026-11-01");
            }
        }

        await page.Locator("button.main").First.ClickAsync();
        page.Url.ShouldEndWith("?done=1");
        await page.Locator("form[action$='/sync'] button").ClickAsync();
        for (var turn = 0; turn < 100 && await page.Locator(".notice.good, .notice.bad").CountAsync() == 0; turn++)
        {
            await page.ReloadAsync();
        }

        await SeeAsync(page, look, books, "sync");
        (await page.Locator(".notice.good").CountAsync()).ShouldBe(1, await page.Locator("main").InnerTextAsync());
        (await page.Locator(".document").CountAsync()).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Who_denies_consent_is_told_what_to_do_and_can_try_again()
    {
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("fr-FR", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company, books: "gbol"));
        await page.Locator("a.main").ClickAsync();
        await page.Locator("button[value=no]").ClickAsync();
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Non relié");
        await SeeAsync(page, look, "gbol", "denied");
        await page.Locator("a.main").ClickAsync();
        page.Url.ShouldEndWith("/connect");
        await page.Locator("a.main").ClickAsync();
        await ConsentAsync(page);
        page.Url.ShouldEndWith("/books");
    }

    [Fact]
    public async Task Of_several_organisations_the_merchant_chooses_one()
    {
        var company = await server.NewShopAsync(new DaySales());
        var look = new Look("en-GB", IsPhone: true);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(await server.LinkAsync(company, books: "gbol"));
        await page.Locator("a.main").ClickAsync();
        foreach (var box in await page.Locator("input[type=checkbox]").AllAsync())
        {
            await box.CheckAsync();
        }

        await page.Locator("button[value=yes]").ClickAsync();
        (await page.Locator("input[type=radio]").CountAsync()).ShouldBe(2);
        await SeeAsync(page, look, "gbol", "organisation");
        await page.Locator("input[type=radio]").Last.CheckAsync();
        await page.Locator("button.main").ClickAsync();
        page.Url.ShouldEndWith("/books");
        await page.GotoAsync($"{server.Address}sync-flow/{company}/connect");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("Second Shop (sandbox)");
    }

    [Fact]
    public async Task A_customer_that_is_missing_is_created_in_the_platform_and_chosen_at_once()
    {
        var company = await server.NewShopAsync(new DaySales());
        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: true, HasScript: false));
        await page.GotoAsync(await server.LinkAsync(company, books: "gbol"));
        await page.Locator("a.main").ClickAsync();
        await ConsentAsync(page);
        await page.Locator("input[value=Invoices]").CheckAsync();
        await page.Locator("button.main").First.ClickAsync();
        await page.Locator("#f-sales-salesCustomer summary").ClickAsync();
        await page.Locator("#f-sales-salesCustomer input").FillAsync("Counter sales " + company[..8]);
        await page.Locator("#f-sales-salesCustomer button").ClickAsync();
        (await page.Locator("select[name='sales.salesCustomer'] option:checked").InnerTextAsync()).ShouldBe("Counter sales " + company[..8]);
        await page.Locator("#f-sales-accounts-beans summary").ClickAsync();
        await page.Locator("#f-sales-accounts-beans input").FillAsync("Beans " + company[..8]);
        await page.Locator("#f-sales-accounts-beans button").ClickAsync();
        (await page.Locator("select[name='sales.accounts.beans'] option:checked").InnerTextAsync()).ShouldContain("Beans " + company[..8]);
    }

    /// <summary>Whatever the books suggest nothing for gets the first that there is.</summary>
    private static async Task ChooseAllAsync(IPage page)
    {
        foreach (var list in await page.Locator("select[required]").AllAsync())
        {
            if (await list.InputValueAsync() == "")
            {
                await list.SelectOptionAsync(new SelectOptionValue { Index = 1 });
            }
        }
    }

    /// <summary>Allows access; where earlier consents opened several organisations, to the first.</summary>
    private static async Task ConsentAsync(IPage page)
    {
        await page.Locator("button[value=yes]").ClickAsync();
        if (await page.Locator("input[type=radio][name=organisation]").CountAsync() > 0)
        {
            await page.Locator("button.main").ClickAsync();
        }
    }

    private static async Task SeeAsync(IPage page, Look look, string books, string name)
    {
        if (look.HasScript)
        {
            await Chromium.CheckAsync(page);
        }

        await Chromium.KeepAsync(page, look, $"{books}-{name}");
    }
}
