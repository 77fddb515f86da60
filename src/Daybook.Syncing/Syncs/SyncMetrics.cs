using System.Diagnostics;
using System.Diagnostics.Metrics;
using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>What is told of syncs to whoever watches: the meter and the activity source are both named <c>Daybook.Syncing</c>.</summary>
internal static class SyncMetrics
{
    private const string Name = "Daybook.Syncing";
    private static readonly Meter Meter = new(Name);

    private static readonly UpDownCounter<int> Running = Meter.CreateUpDownCounter<int>("daybook.syncs.running", "{sync}", "Syncs that run at the moment.");
    private static readonly Counter<int> Ended = Meter.CreateCounter<int>("daybook.syncs.ended", "{sync}", "Syncs that ended, by the code that they ended with.");
    private static readonly Histogram<double> Took = Meter.CreateHistogram<double>("daybook.sync.duration", "s", "How long syncs took.");
    private static readonly Counter<int> Documents = Meter.CreateCounter<int>("daybook.documents", "{document}", "Documents brought to a platform, by platform, kind and what became of them.");
    private static readonly ActivitySource Activities = new(Name);

    /// <summary>A sync begins.</summary>
    public static Activity? Begin(Sync sync, Guid company)
    {
        Running.Add(1);
        return Activities.StartActivity("sync")?.SetTag("daybook.sync", sync.Id).SetTag("daybook.company", company);
    }

    /// <summary>A sync that began is over, however it ended.</summary>
    /// <param name="outcome">How it stands; null where it was interrupted.</param>
    /// <param name="activity">What <see cref="Begin"/> gave.</param>
    /// <param name="elapsed">How long it took.</param>
    public static void End(Sync? outcome, Activity? activity, TimeSpan elapsed)
    {
        Running.Add(-1);
        var code = outcome is null ? "interrupted" : ((int)outcome.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Ended.Add(1, new KeyValuePair<string, object?>("code", code));
        Took.Record(elapsed.TotalSeconds);
        activity?.SetTag("daybook.sync.code", code).Dispose();
    }

    public static void Delivered(string platform, DocumentKind kind, DocumentState state) => Documents.Add(
        1, new("platform", platform), new("kind", kind.ToString()), new("result", state.ToString()));
}
