namespace Daybook.Storage.Syncs;

/// <summary>SQL over the table of deferrals that both engines take.</summary>
internal static class DeferralTable
{
    public const string Insert = "insert into deferred (connection, record, state, due, since, noted, reason) ";

    /// <summary>A record that stays in the same state keeps the moment since which it has been.</summary>
    public const string Replace =
        """
         on conflict (connection, record) do update set
            since = case when deferred.state = excluded.state then deferred.since else excluded.since end,
            state = excluded.state, due = excluded.due, noted = excluded.noted, reason = excluded.reason
        """;
}

/// <summary>What all deferrals of one plan share.</summary>
/// <param name="Connection">The commerce connection's number.</param>
/// <param name="Since">In ticks: since when a record has been so that was not before.</param>
/// <param name="Noted">The number of the company's plan.</param>
internal readonly record struct DeferralRound(int Connection, long Since, int Noted);

/// <summary>A part as it goes into its row.</summary>
/// <param name="Document">The document's ordinal.</param>
/// <param name="Number">The part's number within the document.</param>
/// <param name="Record">The record's number.</param>
/// <param name="Postings">As <see cref="Syncing.PartBuffer"/> packs them.</param>
internal readonly record struct PartRow(int Document, int Number, long Record, long? Sale, ReadOnlyMemory<byte> Postings);
