using System.Diagnostics;
using System.Net;

namespace Daybook.Bench;

/// <summary>What a merchant's page costs the server where each list has 500 accounts and more.</summary>
internal static class PageBench
{
    private const int Accounts = 500;
    private const int Rounds = 101;
    private static readonly string[] Pages = ["books", "sales", "payments", "fees", "schedule", "review", ""];

    public static async Task RunAsync(string name)
    {
        await using var engine = await Engine.StartAsync(name);
        await using var shop = await Shop.OpenAsync(engine);
        await shop.PushAsync("orders", Orders.Body(0, 1_000));
        var link = await shop.LinkAsync();
        var books = await shop.BooksAsync();
        for (var i = 0; i < Accounts; i++)
        {
            await shop.PostAsync($"/companies/{shop.Company}/connections/{books}/push/accounts", $$"""{"name":"income:sales:Range {{i}}"}""");
        }

        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        (await browser.GetAsync(link)).EnsureSuccessStatusCode();
        var home = new Uri(new Uri(link), $"/sync-flow/{shop.Company}/");
        foreach (var page in Pages)
        {
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await browser.GetAsync(new Uri(home, page));
                await answer.Content.ReadAsByteArrayAsync();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            var first = times[0];
            times.Sort();
            Console.WriteLine($"pages {name}: {(page.Length == 0 ? "overview" : page)}: {times[Rounds / 2]:N1} ms (median of {Rounds}; the first {first:N1}, the slowest {times[^1]:N1})");
        }
    }
}
