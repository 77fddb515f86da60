using Daybook.Pages.Tests.Hosting;
using Daybook.Syncing;
using Daybook.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests;

/// <summary>What the stand-ins show of their books. With <c>DAYBOOK_PICTURES=docs</c> the pictures of docs/platforms are made anew.</summary>
public sealed class StandInLaws(PagesServer server, Chromium chromium) : IClassFixture<PagesServer>, IClassFixture<Chromium>
{
    private const int Width = 960;

    [Theory]
    [InlineData("gbol", "xero", "OUTPUT2", "ZERORATEDOUTPUT")]
    [InlineData("qhyg", "quickbooks", "20.0% S", "0.0% Z")]
    [InlineData("fbrh", "freeagent", "20.0", "0.0")]
    public async Task What_arrived_in_the_books_can_be_looked_at(string key, string name, string twenty, string zero)
    {
        var platform = server.Part<IEnumerable<IAccountingPlatform>>().Single(one => one.Key == key);
        var shop = new PlatformShop(platform, isJournal: false) { Server = server.Client };
        await shop.ConnectAsync();
        await shop.ConfigureAsync((twenty, zero), "2026-11-16T00:00:00Z");
        foreach (var (type, body) in new DaySales().Pushes)
        {
            await shop.SendAsync(HttpMethod.Post, $"/data/companies/{shop.Company}/sync/commerce-{type}", body);
        }

        var status = await shop.SyncAsync();
        status["syncStatusCode"]!.GetValue<int>().ShouldBe(2000, status.ToJsonString());

        var page = await chromium.OpenAsync(new Look("en-GB", IsPhone: false));
        await page.SetViewportSizeAsync(Width, 900);
        await page.GotoAsync(new Uri(server.StandInAddress, name).AbsoluteUri);
        await Chromium.CheckAsync(page);
        var books = page.Locator("section").First;
        (await books.Locator(".documents").InnerTextAsync()).ShouldContain("DB-20261119-1");
        (await books.Locator("table.balance").InnerTextAsync()).ShouldContain("M Sales");
        await KeepAsync(page, name + "-balance.png", 0, await BottomAsync(books.Locator("table.balance")));
        await KeepAsync(page, name + "-documents.png", await BottomAsync(books.Locator("table.balance")), await BottomAsync(books));
    }

    private static async Task<float> BottomAsync(ILocator element) => await element.BoundingBoxAsync() is { } box ? box.Y + box.Height + 12 : throw new InvalidOperationException("The page has no such part.");

    private static async Task KeepAsync(IPage page, string name, float from, float to)
    {
        string[] place = Environment.GetEnvironmentVariable("DAYBOOK_PICTURES") == "docs" ? ["docs", "platforms", "images"] : ["artifacts", "screenshots", "stand-ins"];
        var folder = Path.Combine([Chromium.Root(), .. place]);
        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name), FullPage = true, Clip = new Clip { X = 0, Y = from, Width = Width, Height = to - from } });
    }
}
