using System.Net;
using Daybook.Pages.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests;

/// <summary>The page on which a merchant says where the books are kept.</summary>
public sealed class PlatformLaws(PagesServer server, Chromium chromium) : IClassFixture<PagesServer>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_click_on_a_platform_leads_to_its_consent_and_back(bool isPhone)
    {
        var company = await server.NewShopAsync(null);
        var look = new Look("en-GB", isPhone);
        var page = await chromium.OpenAsync(look);
        await page.GotoAsync(At(company));
        await Chromium.CheckAsync(page);
        await Chromium.KeepAsync(page, look, "platforms");
        await page.Locator("a[href$='/gbol']").ClickAsync();
        await page.Locator("button[value=yes]").ClickAsync();
        if (await page.Locator("input[type=radio]").CountAsync() > 0)
        {
            await page.Locator("button.main").ClickAsync();
        }

        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Connected");
        await page.GotoAsync(At(company));
        (await page.Locator(".notice.good").InnerTextAsync()).ShouldContain("Xero");
        (await page.Locator(".platforms").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Who_turns_back_at_one_platform_can_choose_another_and_nothing_is_connected_twice()
    {
        var company = await server.NewShopAsync(null);
        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: true, HasScript: false));
        await page.GotoAsync(At(company));
        await page.Locator("a[href$='/gbol']").ClickAsync();
        await page.GotoAsync(At(company));
        await page.Locator("form[action$='/hldg'] button").ClickAsync();
        (await page.Locator(".notice.good").InnerTextAsync()).ShouldContain("Plain-text ledger");
        var connections = (await server.SendAsync(HttpMethod.Get, $"/companies/{company}/connections", null))["results"]!.AsArray();
        connections.Where(one => one!["sourceType"]!.GetValue<string>() == "Accounting").ShouldHaveSingleItem()!["status"]!.GetValue<string>().ShouldBe("Linked");
        await page.GotoAsync(At(company) + "/gbol");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("two sets of books");
    }

    [Fact]
    public async Task A_frame_of_the_clients_shows_links_alone_and_a_link_connects_nothing_by_itself()
    {
        var company = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        var framed = await (await visitor.GetAsync($"/link/company/{company}?embed=1")).Content.ReadAsStringAsync();
        framed.ShouldNotContain("<form");
        framed.ShouldContain($"href=\"/link/company/{company}/gbol\" target=\"_blank\"");
        await visitor.GetAsync($"/link/company/{company}/hldg");
        (await server.SendAsync(HttpMethod.Get, $"/companies/{company}/connections", null)).ToJsonString().ShouldNotContain("hldg");
        (await visitor.PostAsync($"/link/company/{company}/hldg", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.GetAsync($"/link/company/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync($"/link/company/{company}/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private string At(string company) => $"{server.Address}link/company/{company}";
}
