using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Storage.Tests;

/// <summary>The version rule in its plainest form: one record after the other, in memory.</summary>
internal sealed class RecordOracle
{
    private readonly Dictionary<(RecordKind, RecordKey), Row> stored = [];

    /// <returns>The records that have changed.</returns>
    public HashSet<(RecordKind, RecordKey)> Push(IReadOnlyList<PushedRecord> records, long received)
    {
        var once = new Dictionary<(RecordKind, RecordKey), Row>();
        foreach (var record in records)
        {
            Apply(once, record, received);
        }

        var changed = new HashSet<(RecordKind, RecordKey)>();
        foreach (var (key, row) in once)
        {
            if (Apply(stored, key, row))
            {
                changed.Add(key);
            }
        }

        return changed;
    }

    public IEnumerable<string> Faces() =>
        stored.Select(row => Face(row.Key.Item1, row.Key.Item2, row.Value.Link, row.Value.Stamp, row.Value.IsDeleted, row.Value.Amount));

    public static string Face(RecordKind kind, RecordKey key, RecordKey? link, long stamp, bool isDeleted, decimal? amount) =>
        $"{kind} {key.Value:x} {link?.Value:x} {stamp} {isDeleted} {amount}";

    private static void Apply(Dictionary<(RecordKind, RecordKey), Row> rows, in PushedRecord record, long received) => Apply(
        rows,
        (record.Kind, record.Key),
        new Row(
            record.Modified is { } modified ? Columns.ToTicks(modified) : received,
            record.Modified is not null,
            record.IsDeleted,
            record.Link,
            (record.Content as Transaction)?.Amount));

    /// <returns>Whether that changes what a plan sees.</returns>
    private static bool Apply(Dictionary<(RecordKind, RecordKey), Row> rows, (RecordKind, RecordKey) key, Row next)
    {
        if (!rows.TryGetValue(key, out var before))
        {
            rows[key] = next;
            return true;
        }

        if (next.IsDeleted)
        {
            rows[key] = next with { Stamp = Math.Max(before.Stamp, next.Stamp), Link = before.Link };
            return !before.IsDeleted;
        }

        var isSame = !before.IsDeleted && next.Amount == before.Amount;
        var isLater = next.Stamp > before.Stamp;
        var isOfTheMoment = next.Stamp == before.Stamp;
        var replaces = before.IsDeleted ? isLater || (isOfTheMoment && !next.IsDated)
            : isSame ? isLater && next.IsDated
            : isLater || isOfTheMoment;
        if (replaces)
        {
            rows[key] = next;
        }

        return replaces;
    }

    private readonly record struct Row(long Stamp, bool IsDated, bool IsDeleted, RecordKey? Link, decimal? Amount);
}
