using System.Diagnostics;
using System.Globalization;

namespace Daybook.Bench;

/// <summary>A real year of a real shop in three ways: a sync after each day, all in one go, and the days in reverse order.</summary>
internal static class YearBench
{
    private static readonly string[] DataTypes = ["orders", "payments", "transactions"];

    /// <param name="name">The engine.</param>
    /// <param name="folder">A folder for each day, with orders.json, payments.json and transactions.json.</param>
    public static async Task RunAsync(string name, string folder)
    {
        var days = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList();
        await MeasureAsync(name, "a sync after each day", days, syncEachDay: true);
        await MeasureAsync(name, "all in one go", days, syncEachDay: false);
        await MeasureAsync(name, "the days in reverse order", Enumerable.Reverse(days).ToList(), syncEachDay: true);
    }

    private static async Task MeasureAsync(string name, string way, List<string> days, bool syncEachDay)
    {
        await using var engine = await Engine.StartAsync(name);
        await using var shop = await Shop.OpenAsync(engine);
        var products = Path.Combine(Path.GetDirectoryName(days[0])!, "products.json");
        await shop.PushAsync("products", await File.ReadAllBytesAsync(products));
        using var sampler = new Sampler();
        var watch = Stopwatch.StartNew();
        var orders = 0;
        foreach (var day in days)
        {
            foreach (var dataType in DataTypes)
            {
                var body = await File.ReadAllBytesAsync(Path.Combine(day, dataType + ".json"));
                await shop.PushAsync(dataType, body);
                orders += dataType == "orders" ? CountOf(body) : 0;
            }

            if (syncEachDay)
            {
                var next = DateOnly.ParseExact(Path.GetFileName(day), "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1);
                await shop.SyncAsync(next.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z");
            }
        }

        await shop.SyncAsync("2012-01-01T00:00:00Z");
        Console.WriteLine($"year {name}, {way}: {orders:N0} orders in {watch.Elapsed.TotalSeconds:0.0} s, {orders / watch.Elapsed.TotalSeconds:N0} orders/s, peak {sampler.Peak} MB");
    }

    /// <summary>An order has one list of lines.</summary>
    private static int CountOf(ReadOnlySpan<byte> body) => body.Count("\"orderLineItems\""u8);
}
