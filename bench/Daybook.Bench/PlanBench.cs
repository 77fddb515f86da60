using System.Diagnostics;
using Daybook.Storage;
using Daybook.Syncing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Daybook.Bench;

/// <summary>Planning a day of many orders beside the bare read of the same projections, in turn; then the same with a payment and its tie for each order.</summary>
internal static class PlanBench
{
    private const int Size = 5_000;

    public static async Task RunAsync(string name, int orders)
    {
        await using var engine = await Engine.StartAsync(name);
        string company;
        await using (var shop = await Shop.OpenAsync(engine))
        {
            company = shop.Company;
            for (var i = 0; i < orders; i += Size)
            {
                await shop.PushAsync("orders", Orders.Body(i, Size));
            }
        }

        await InOwnProcessAsync(engine, company, "1");
        await using (var shop = await Shop.ReopenAsync(engine, company))
        {
            for (var i = 0; i < orders; i += Size)
            {
                await shop.PushAsync("payments", Orders.Payments(i, Size));
                await shop.PushAsync("transactions", Orders.Ties(i, Size));
            }
        }

        await InOwnProcessAsync(engine, company, "1,2,11");
    }

    /// <summary>What <see cref="InOwnProcessAsync"/> starts.</summary>
    public static async Task MeasureAsync(string folder, string postgres, string company, string kinds)
    {
        await using var engine = Engine.Existing(folder, postgres.Length == 0 ? null : postgres);
        await using var shop = await Shop.ReopenAsync(engine, company);
        await MeasureAsync(postgres.Length == 0 ? "sqlite" : "postgres", kinds == "1" ? "orders alone" : "orders, payments and ties", engine, shop, kinds);
    }

    /// <summary>The memory that planning takes is told apart from that of pushing only in a process of its own.</summary>
    private static async Task InOwnProcessAsync(Engine engine, string company, string kinds)
    {
        using var process = Process.Start(Environment.ProcessPath!, ["plan-of", engine.Folder, engine.Postgres ?? "", company, kinds]);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException("Planning failed.");
        }
    }

    private static async Task MeasureAsync(string name, string what, Engine engine, Shop shop, string kinds)
    {
        var ratios = new List<double>();
        var planning = new List<double>();
        var reading = new List<double>();
        var decoding = new List<double>();
        long rows = 0;
        long live = 0;
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            (rows, _) = await StoredRows.ReadProjectionsAsync(engine, kinds);
            reading.Add(watch.Elapsed.TotalSeconds);
            watch.Restart();
            await DecodeAsync(shop, kinds);
            decoding.Add(watch.Elapsed.TotalSeconds);
            using var sampler = new Sampler();
            watch.Restart();
            var planned = await PlanAsync(shop);
            planning.Add(watch.Elapsed.TotalSeconds);
            live = Math.Max(live, sampler.Peak);
            ratios.Add(planning[^1] / reading[^1]);
            if (planned.Plan.Documents.Count == 0)
            {
                throw new InvalidOperationException("There was nothing to plan.");
            }
        }

        Console.WriteLine($"plan {name}, {what}: {rows:N0} records in {planning.Order().ElementAt(1):0.00} s, bare read {reading.Order().ElementAt(1):0.00} s, with decoding {decoding.Order().ElementAt(1):0.00} s, ratio {ratios.Order().ElementAt(1):0.00}, peak while planning {live} MB");
    }

    /// <summary>What the store's own reading costs: the projections as the planner gets them.</summary>
    private static async Task DecodeAsync(Shop shop, string kinds)
    {
        var store = shop.Services.GetRequiredService<ISyncStore>();
        var company = (await shop.Services.GetRequiredService<CompanyStore>().FindAsync(Guid.Parse(shop.Company), default))!;
        var commerce = (await shop.Services.GetRequiredService<ConnectionStore>().ListAsync(company.Number, default)).Single(tie => tie.Source == ConnectionSource.Commerce);
        var state = await store.ReadWorkStateAsync(commerce.Number, default);
        var range = new WorkRange(commerce.Number, state.Planned, state.Head, Instant.MaxValue);
        await foreach (var record in store.ReadWorkAsync(range, [.. kinds.Split(',').Select(kind => (Daybook.Bookkeeping.RecordKind)short.Parse(kind))], default))
        {
            if (record.Content is null)
            {
                throw new InvalidOperationException("A record without content.");
            }
        }
    }

    private static async Task<Planned> PlanAsync(Shop shop)
    {
        var services = shop.Services;
        var company = (await services.GetRequiredService<CompanyStore>().FindAsync(Guid.Parse(shop.Company), default))!;
        var ties = await services.GetRequiredService<ConnectionStore>().ListAsync(company.Number, default);
        var target = new SyncTarget
        {
            Company = company,
            Commerce = ties.Single(tie => tie.Source == ConnectionSource.Commerce),
            Accounting = ties.Single(tie => tie.Source == ConnectionSource.Accounting),
            Configuration = await services.GetRequiredService<ConfigurationStore>().FindAsync(company.Number, default),
        };
        var to = Instant.FromUtc(2026, 6, 10, 0, 0);
        return (await services.GetRequiredService<SyncEngine>().PreviewAsync(target, new SyncSpan(null, to), default)).Planned!;
    }
}
