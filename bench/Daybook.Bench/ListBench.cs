using System.Diagnostics;

namespace Daybook.Bench;

/// <summary>Pages of a list of many orders over HTTP: the first, the middle and the last one, and what filters cost.</summary>
internal static class ListBench
{
    private const int Size = 5_000;
    private const int PageSize = 100;
    private const int Rounds = 21;

    public static async Task RunAsync(string name, int orders)
    {
        await using var engine = await Engine.StartAsync(name);
        await using var shop = await Shop.OpenAsync(engine);
        for (var i = 0; i < orders; i += Size)
        {
            await shop.PushAsync("orders", Orders.Body(i, Size));
        }

        var list = $"/companies/{shop.Company}/connections/{await shop.CommerceAsync()}/data/commerce-orders?pageSize={PageSize}";
        var last = orders / PageSize;
        foreach (var order in new[] { "-modifiedDate", "modifiedDate" })
        {
            foreach (var page in new[] { 1, last / 2, last })
            {
                await TellAsync(name, $"page {page:N0} by {order}", Rounds, () => shop.GetAsync($"{list}&orderBy={order}&page={page}"));
            }
        }

        await TellAsync(name, "one order by its id in a query", Rounds, () => shop.GetAsync($"{list}&query=id={Orders.OrderId(orders / 3)}"));
        await TellAsync(name, "a query over createdDate", 3, () => shop.GetAsync($"{list}&query=createdDate>2026-06-03T23:00:00Z"));
        await TellAsync(name, "a query over a member of every payload", 1, () => shop.GetAsync($"{list}&query=totalAmount>=101 %26%26 locationRef.id=shop"));
    }

    private static async Task TellAsync(string name, string what, int rounds, Func<Task> get)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await get();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"lists {name}: {what}: {times[times.Count / 2]:N1} ms (median of {rounds}, slowest {times[^1]:N1})");
    }
}
