using Daybook.Bench;

// push | growth [orders] | plan [orders] | lists [orders] | pages | calls | year FOLDER | cluster [companies [one | three | troubled]] | all [orders]
// Each figure is measured beside its ceiling in one run: the ratios are what counts, the machine's speed drifts.
var what = args.Length > 0 ? args[0] : "all";
var orders = args.Length > 1 && int.TryParse(args[1], out var given) ? given : 1_000_000;
if (what is "plan-of")
{
    await PlanBench.MeasureAsync(args[1], args[2], args[3], args[4]);
    return;
}

if (what is "cluster")
{
    await ClusterBench.RunAsync(args.Length > 1 ? orders : 3_000, args.Length > 2 ? args[2] : null);
    return;
}

if (what is "calls")
{
    await CallsBench.RunAsync();
    return;
}

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

    if (what is "lists" or "all")
    {
        await ListBench.RunAsync(engine, orders);
    }

    if (what is "pages" or "all")
    {
        await PageBench.RunAsync(engine);
    }

    if (what is "year")
    {
        await YearBench.RunAsync(engine, args[1]);
    }
}
