using System.Diagnostics;

namespace Daybook.Bench;

/// <summary>Pushes of 5,000 orders over HTTP beside the bare bulk upsert of the same rows, in turn.</summary>
internal static class PushBench
{
    private const int Size = 5_000;
    private const int Rounds = 12;

    public static async Task RunAsync(string name)
    {
        await using var engine = await Engine.StartAsync(name);
        await using var shop = await Shop.OpenAsync(engine);
        await shop.PushAsync("orders", Orders.Body(0, Size));
        var template = await StoredRows.ReadAsync(engine, Size);
        await using var bare = new BareTable(await engine.OpenBareAsync("bare.db"));
        await bare.CreateAsync();
        await bare.UpsertAsync(template);
        var ours = new List<double>();
        var ceiling = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var body = Orders.Body(round * Size, Size);
            var rows = template.ConvertAll(row => row with { Key = Guid.NewGuid().ToByteArray() });
            ceiling.Add(await RateAsync(() => bare.UpsertAsync(rows)));
            ours.Add(await RateAsync(() => shop.PushAsync("orders", body)));
        }

        var ratio = Median(ours.Zip(ceiling, (mine, best) => mine / best));
        Console.WriteLine($"push {name}: {Median(ours):N0} orders/s over HTTP, bare upsert {Median(ceiling):N0}, ratio {ratio:0.00}, peak {Memory.Peak} MB");
    }

    private static async Task<double> RateAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return Size / watch.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
