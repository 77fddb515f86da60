using System.Diagnostics;

namespace Daybook.Bench;

/// <summary>The rate at which the second half of many orders is stored beside that of the first.</summary>
internal static class GrowthBench
{
    private const int Size = 5_000;

    public static async Task RunAsync(string name, int orders)
    {
        await using var engine = await Engine.StartAsync(name);
        await using var shop = await Shop.OpenAsync(engine);
        var first = await StoreAsync(shop, 0, orders);
        var second = await StoreAsync(shop, orders, orders);
        Console.WriteLine($"growth {name}: first {orders:N0} at {first:N0} orders/s, second at {second:N0}, ratio {second / first:0.00}");
    }

    private static async Task<double> StoreAsync(Shop shop, int from, int count)
    {
        var spent = TimeSpan.Zero;
        for (var i = from; i < from + count; i += Size)
        {
            // Making the body is the client's work, not the store's.
            var body = Orders.Body(i, Size);
            var watch = Stopwatch.StartNew();
            await shop.PushAsync("orders", body);
            spent += watch.Elapsed;
        }

        return count / spent.TotalSeconds;
    }
}
