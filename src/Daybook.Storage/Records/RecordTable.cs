namespace Daybook.Storage.Records;

/// <summary>SQL over the table of records that both engines take.</summary>
internal static class RecordTable
{
    /// <summary>In the order in which the dialects read them.</summary>
    public const string Columns = "r.rid, r.kind, r.key, r.link, r.seq, r.changed, r.created, r.deleted, r.projection, r.first_seq";

    private const string Differs = "case when record.forgotten is null then excluded.payload <> record.payload else sha256(excluded.payload) <> record.forgotten end";

    /// <summary>
    /// Which of two versions stays. A later one replaces, and of two of the same moment the one that came last; an older one never does, and the same again
    /// changes nothing. A delete has no date of the source's own: it takes effect on whatever is stored, keeps the tie to the group, and stays against all
    /// that is not later. A delete of what is deleted already only moves that moment: nothing has changed that a plan would look at.
    /// What a record said may be forgotten by now: then its hash tells whether it is the same.
    /// </summary>
    public const string VersionRule =
        $"""
        on conflict (connection, kind, key) do update set
            seq = case when record.deleted and excluded.deleted then record.seq else excluded.seq end,
            changed = case when excluded.changed > record.changed then excluded.changed else record.changed end,
            created = case when excluded.deleted then record.created else excluded.created end,
            dated = excluded.dated,
            deleted = excluded.deleted,
            link = case when excluded.deleted then record.link else excluded.link end,
            projection = excluded.projection,
            payload = excluded.payload,
            forgotten = null,
            seen = case when record.deleted and excluded.deleted then record.seen else excluded.seen end,
            prior = case when record.deleted then null else record.seq end
        where case
            when excluded.deleted then not record.deleted or excluded.changed > record.changed
            when record.deleted then excluded.changed > record.changed or (excluded.changed = record.changed and not excluded.dated)
            when excluded.changed > record.changed then excluded.dated or {Differs}
            else excluded.changed = record.changed and {Differs}
            end
        """;
}
