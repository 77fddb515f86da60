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
        insert into record (connection, kind, key, seq, first_seq, changed, created, dated, deleted, link, projection, payload)
        select @connection, v.kind, v.key, v.seq, v.seq, v.changed, v.created, v.dated, v.deleted, v.link, v.projection, v.payload
        from 
        """;

    private const string Pushed =
        """
        create temporary table pushed (kind smallint, key uuid, seq bigint, changed bigint, created bigint, dated boolean, deleted boolean, link uuid, projection bytea, payload bytea)
        on commit drop
        """;

    public static Task<int> RunAsync(NpgsqlConnection database, int connection, long firstSequence, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken) =>
        versions.Count < Many
            ? FromArraysAsync(database, connection, firstSequence, versions, cancellationToken)
            : FromTableAsync(database, connection, firstSequence, versions, cancellationToken);

    private static async Task<int> FromTableAsync(
        NpgsqlConnection database, int connection, long firstSequence, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken)
    {
        await using (var create = new NpgsqlCommand(Pushed, database))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var copy = await database.BeginBinaryImportAsync("copy pushed from stdin (format binary)", cancellationToken))
        {
            for (var i = 0; i < versions.Count; i++)
            {
                await WriteAsync(copy, versions[i], firstSequence + i, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await using var insert = new NpgsqlCommand(InsertFrom + "pushed v " + RecordTable.VersionRule, database);
        insert.Parameters.AddWithValue("connection", connection);
        return await insert.ExecuteNonQueryAsync(cancellationToken);
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

    private static async Task<int> FromArraysAsync(
        NpgsqlConnection database, int connection, long firstSequence, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken)
    {
        const string arrays =
            """
            unnest(@kinds, @keys, @seqs, @changed, @created, @dated, @deleted, @links, @projections, @payloads)
                as v (kind, key, seq, changed, created, dated, deleted, link, projection, payload) 
            """;
        await using var insert = new NpgsqlCommand(InsertFrom + arrays + RecordTable.VersionRule, database);
        var parameters = insert.Parameters;
        parameters.AddWithValue("connection", connection);
        Add("kinds", NpgsqlDbType.Smallint, version => (short)version.Kind);
        Add("keys", NpgsqlDbType.Uuid, version => PostgresDialect.ToUuid(version.Key));
        parameters.AddWithValue("seqs", NpgsqlDbType.Array | NpgsqlDbType.Bigint, Enumerable.Range(0, versions.Count).Select(i => firstSequence + i).ToArray());
        Add("changed", NpgsqlDbType.Bigint, version => version.Changed);
        Add("created", NpgsqlDbType.Bigint, version => version.Created);
        Add("dated", NpgsqlDbType.Boolean, version => version.Dated);
        Add("deleted", NpgsqlDbType.Boolean, version => version.Deleted);
        Add("links", NpgsqlDbType.Uuid, version => version.Link is { } link ? PostgresDialect.ToUuid(link) : (Guid?)null);
        Add("projections", NpgsqlDbType.Bytea, version => version.Projection.IsEmpty ? null : version.Projection.ToArray());
        Add("payloads", NpgsqlDbType.Bytea, version => version.Payload.ToArray());
        return await insert.ExecuteNonQueryAsync(cancellationToken);

        void Add<T>(string name, NpgsqlDbType type, Func<RecordVersion, T> value) =>
            parameters.AddWithValue(name, NpgsqlDbType.Array | type, versions.Select(value).ToArray());
    }
}
