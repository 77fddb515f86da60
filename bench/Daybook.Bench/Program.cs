using Daybook.Bench;

// Each figure is measured beside its ceiling in one run: the ratios are what counts, the machine's speed drifts.
var what = args.Length > 0 ? args[0] : "all";
var orders = args.Length > 1 ? int.Parse(args[1]) : 1_000_000;
foreach (var engine in Engine.Names)
{
    if (what is "push" or "all")
    {
        await PushBench.RunAsync(engine);
    }

    if (what is "growth" or "all")
    {
        await GrowthBench.RunAsync(engine, orders);
    }

    if (what is "plan" or "all")
    {
        await PlanBench.RunAsync(engine, orders);
    }
}
