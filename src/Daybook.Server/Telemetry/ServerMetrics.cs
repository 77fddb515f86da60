using System.Diagnostics.Metrics;
using NodaTime;

namespace Daybook.Server.Telemetry;

/// <summary>What is told of pushes and of the schedule to whoever watches. The meter is <c>Daybook.Server</c>.</summary>
internal static class ServerMetrics
{
    public const string Name = "Daybook.Server";
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<int> Records = Meter.CreateCounter<int>("daybook.records.in", "{record}", "Records that were pushed and stored, by data type.");
    private static readonly Counter<int> Due = Meter.CreateCounter<int>("daybook.syncs.due", "{sync}", "Scheduled syncs whose turn came.");
    private static readonly Histogram<double> Late = Meter.CreateHistogram<double>("daybook.sync.late", "s", "By how much scheduled syncs began after they were due; the spread counts.");
    private static readonly Counter<int> Webhooks = Meter.CreateCounter<int>("daybook.webhooks", "{attempt}", "Attempts to deliver a webhook, by whether they succeeded.");

    public static void Pushed(string dataType, int records) => Records.Add(records, new KeyValuePair<string, object?>("data.type", dataType));

    public static void Begun(Duration late)
    {
        Due.Add(1);
        Late.Record(late.TotalSeconds);
    }

    public static void Told(bool succeeded) => Webhooks.Add(1, new KeyValuePair<string, object?>("succeeded", succeeded));
}
