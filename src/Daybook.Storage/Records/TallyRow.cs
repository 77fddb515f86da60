namespace Daybook.Storage.Records;

/// <summary>How many more records of a kind are listed among 4096 sequences (fewer where negative), and when the last of them was seen, in ticks.</summary>
internal readonly record struct TallyRow(short Kind, long Bucket, int Live, long Seen)
{
    /// <summary>The binary digits of a sequence that its bucket leaves out.</summary>
    public const int Shift = 12;

    public static long BucketOf(long sequence) => sequence >> Shift;
}

/// <summary>What an upsert came to.</summary>
/// <param name="Changed">How many records are other than they were.</param>
/// <param name="Tallies">What that changes in the counts of records listed.</param>
internal sealed record Upserted(int Changed, IReadOnlyList<TallyRow> Tallies);

/// <summary>Where an upsert's versions go.</summary>
/// <param name="Connection">The connection's number.</param>
/// <param name="FirstSequence">The sequence of the first version; the others follow.</param>
/// <param name="Seen">When the server saw them, in ticks: never earlier than of what has a lower sequence.</param>
internal readonly record struct UpsertPlace(int Connection, long FirstSequence, long Seen)
{
    /// <summary>What was counted by kind and bucket. Buckets before the first sequence only lose: nothing in them was seen now.</summary>
    public IReadOnlyList<TallyRow> Tallies(IReadOnlyDictionary<(short Kind, long Bucket), int> counted)
    {
        var tallies = new List<TallyRow>(counted.Count);
        foreach (var ((kind, bucket), live) in counted)
        {
            tallies.Add(new TallyRow(kind, bucket, live, bucket < TallyRow.BucketOf(FirstSequence) ? 0 : Seen));
        }

        return tallies;
    }
}
