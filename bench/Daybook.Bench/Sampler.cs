namespace Daybook.Bench;

/// <summary>Watches the process's memory while something runs, after what came before it was given back.</summary>
internal sealed class Sampler : IDisposable
{
    private readonly Timer timer;

    public Sampler()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        timer = new Timer(_ => Peak = Math.Max(Peak, Environment.WorkingSet >> 20), null, 0, 20);
    }

    /// <summary>In MB.</summary>
    public long Peak { get; private set; }

    public void Dispose() => timer.Dispose();
}
