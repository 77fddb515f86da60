using System.Runtime.InteropServices;
using Daybook.Bookkeeping;
using Daybook.Storage.Records.Projections;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage.Records;

/// <summary>A version of a record as it goes into its row.</summary>
/// <param name="Changed">The version's stamp in ticks: when the source changed it, else when it arrived.</param>
/// <param name="Dated">Whether the source gave that stamp.</param>
/// <param name="Projection">Empty where the record is deleted.</param>
internal readonly record struct RecordVersion(
    RecordKind Kind,
    RecordKey Key,
    RecordKey? Link,
    long Changed,
    long? Created,
    bool Dated,
    bool Deleted,
    ReadOnlyMemory<byte> Projection,
    ReadOnlyMemory<byte> Payload)
{
    /// <summary>The versions that a push comes down to, one a record: what is sent twice in one push is decided here, by the rule of <see cref="RecordTable.VersionRule"/>.</summary>
    /// <param name="records">In the order in which they were sent.</param>
    /// <param name="received">The stamp of what carries none.</param>
    /// <param name="packed">Holds the projections: valid as long as this is.</param>
    public static List<RecordVersion> Latest(IReadOnlyList<PushedRecord> records, Instant received, PackWriter packed)
    {
        var places = new Dictionary<(RecordKind, RecordKey), int>(records.Count);
        var winners = new List<(RecordVersion Version, object? Content)>(records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            var next = Of(record, received);
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, (next.Kind, next.Key), out var isKnown);
            if (!isKnown)
            {
                place = winners.Count;
                winners.Add((next, record.Content));
            }
            else if (winners[place].Version.YieldsTo(next))
            {
                var before = winners[place].Version;
                winners[place] = (next.Deleted ? next with { Changed = Math.Max(before.Changed, next.Changed), Link = before.Link } : next, record.Content);
            }
        }

        return Pack(winners, packed);
    }

    private static RecordVersion Of(in PushedRecord record, Instant received) => new(
        record.Kind,
        record.Key,
        record.Link,
        Columns.ToTicks(record.IsDeleted ? received : record.Modified ?? received),
        Columns.ToTicks(record.Created),
        record is { IsDeleted: false, Modified: not null },
        record.IsDeleted,
        default,
        record.Payload);

    private static List<RecordVersion> Pack(List<(RecordVersion Version, object? Content)> winners, PackWriter packed)
    {
        var ends = new int[winners.Count];
        for (var i = 0; i < winners.Count; i++)
        {
            if (winners[i].Content is { } content)
            {
                Projections.Projection.Write(packed, content);
            }

            ends[i] = packed.Length;
        }

        var versions = new List<RecordVersion>(winners.Count);
        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            versions.Add(winners[i].Version with { Projection = packed.Written(start, ends[i] - start) });
            start = ends[i];
        }

        return versions;
    }

    private bool YieldsTo(in RecordVersion next) =>
        next.Deleted ? !Deleted || next.Changed > Changed
        : Deleted ? next.Changed > Changed || (next.Changed == Changed && !next.Dated)
        : next.Changed > Changed ? next.Dated || !next.Payload.Span.SequenceEqual(Payload.Span)
        : next.Changed == Changed && !next.Payload.Span.SequenceEqual(Payload.Span);
}
