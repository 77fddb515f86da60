using Daybook.Storage.Records;
using Npgsql;
using NpgsqlTypes;

namespace Daybook.Storage.Engines.Postgres;

/// <summary>Puts versions into the table of records: many by way of a temporary table, few as arrays.</summary>
internal static class RecordUpsert
{
    /// <summary>From here on a temporary table costs less than arrays.</summary>
    private const int Many = 1000;

    private const string InsertFrom =
        """
        with written as (
        insert into record (connection, kind, key, seq, first_seq, changed, created, dated, deleted, link, projection, payload, seen)
        select @connection, v.kind, v.key, v.seq, v.seq, v.changed, v.created, v.dated, v.deleted, v.link, v.projection, v.payload, @seen
        from 
        """;

    /// <summary>What was written, by bucket: one more for each record listed, one less for each that was listed in an earlier version.</summary>
    private static readonly string Tallied =
        $"""
         returning kind, seq, prior, deleted)
        select kind, seq >> {TallyRow.Shift} as bucket, (count(*) filter (where not deleted))::int as live, (count(*) filter (where seq >= @first))::int as changed
        from written group by 1, 2
        union all
        select kind, prior >> {TallyRow.Shift}, -count(*)::int, 0 from written where prior is not null group by 1, 2
        """;

    private const string Pushed =
        """
        create temporary table pushed (kind smallint, key uuid, seq bigint, changed bigint, created bigint, dated boolean, deleted boolean, link uuid, projection bytea, payload bytea)
        on commit drop
        """;

    public static Task<Upserted> RunAsync(NpgsqlConnection database, UpsertPlace place, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken) =>
        versions.Count < Many ? FromArraysAsync(database, place, versions, cancellationToken) : FromTableAsync(database, place, versions, cancellationToken);

    private static async Task<Upserted> FromTableAsync(
        NpgsqlConnection database, UpsertPlace place, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken)
    {
        await using (var create = new NpgsqlCommand(Pushed, database))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var copy = await database.BeginBinaryImportAsync("copy pushed from stdin (format binary)", cancellationToken))
        {
            for (var i = 0; i < versions.Count; i++)
            {
                await WriteAsync(copy, versions[i], place.FirstSequence + i, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await using var insert = Insert("pushed v ", database, place);
        return await TallyAsync(insert, place, cancellationToken);
    }

    private static NpgsqlCommand Insert(string from, NpgsqlConnection database, UpsertPlace place)
    {
        var insert = new NpgsqlCommand(InsertFrom + from + RecordTable.VersionRule + Tallied, database);
        insert.Parameters.AddWithValue("connection", place.Connection);
        insert.Parameters.AddWithValue("first", place.FirstSequence);
        insert.Parameters.AddWithValue("seen", place.Seen);
        return insert;
    }

    private static async Task<Upserted> TallyAsync(NpgsqlCommand insert, UpsertPlace place, CancellationToken cancellationToken)
    {
        var changed = 0;
        var tallies = new Dictionary<(short Kind, long Bucket), int>();
        await using var rows = await insert.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var bucket = (rows.GetInt16(0), rows.GetInt64(1));
            tallies[bucket] = tallies.GetValueOrDefault(bucket) + rows.GetInt32(2);
            changed += rows.GetInt32(3);
        }

        return new Upserted(changed, place.Tallies(tallies));
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, RecordVersion version, long sequence, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync((short)version.Kind, NpgsqlDbType.Smallint, cancellationToken);
        await copy.WriteAsync(PostgresDialect.ToUuid(version.Key), NpgsqlDbType.Uuid, cancellationToken);
        await copy.WriteAsync(sequence, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(version.Changed, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(version.Created, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(version.Dated, NpgsqlDbType.Boolean, cancellationToken);
        await copy.WriteAsync(version.Deleted, NpgsqlDbType.Boolean, cancellationToken);
        if (version.Link is { } link)
        {
            await copy.WriteAsync(PostgresDialect.ToUuid(link), NpgsqlDbType.Uuid, cancellationToken);
        }
        else
        {
            await copy.WriteNullAsync(cancellationToken);
        }

        if (version.Projection.IsEmpty)
        {
            await copy.WriteNullAsync(cancellationToken);
        }
        else
        {
            await copy.WriteAsync(version.Projection, NpgsqlDbType.Bytea, cancellationToken);
        }

        await copy.WriteAsync(version.Payload, NpgsqlDbType.Bytea, cancellationToken);
    }

    private static async Task<Upserted> FromArraysAsync(
        NpgsqlConnection database, UpsertPlace place, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken)
    {
        const string arrays =
            """
            unnest(@kinds, @keys, @seqs, @changed, @created, @dated, @deleted, @links, @projections, @payloads)
                as v (kind, key, seq, changed, created, dated, deleted, link, projection, payload) 
            """;
        await using var insert = Insert(arrays, database, place);
        var parameters = insert.Parameters;
        Add("kinds", NpgsqlDbType.Smallint, version => (short)version.Kind);
        Add("keys", NpgsqlDbType.Uuid, version => PostgresDialect.ToUuid(version.Key));
        parameters.AddWithValue("seqs", NpgsqlDbType.Array | NpgsqlDbType.Bigint, Enumerable.Range(0, versions.Count).Select(i => place.FirstSequence + i).ToArray());
        Add("changed", NpgsqlDbType.Bigint, version => version.Changed);
        Add("created", NpgsqlDbType.Bigint, version => version.Created);
        Add("dated", NpgsqlDbType.Boolean, version => version.Dated);
        Add("deleted", NpgsqlDbType.Boolean, version => version.Deleted);
        Add("links", NpgsqlDbType.Uuid, version => version.Link is { } link ? PostgresDialect.ToUuid(link) : (Guid?)null);
        Add("projections", NpgsqlDbType.Bytea, version => version.Projection.IsEmpty ? null : version.Projection.ToArray());
        Add("payloads", NpgsqlDbType.Bytea, version => version.Payload.ToArray());
        return await TallyAsync(insert, place, cancellationToken);

        void Add<T>(string name, NpgsqlDbType type, Func<RecordVersion, T> value) =>
            parameters.AddWithValue(name, NpgsqlDbType.Array | type, versions.Select(value).ToArray());
    }
}
