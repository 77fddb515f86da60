using System.Buffers.Binary;
using Daybook.Storage.Records;
using Daybook.Syncing;
using Microsoft.Data.Sqlite;

namespace Daybook.Storage.Engines.Sqlite;

/// <summary>The prepared statement that puts one version into the table of records.</summary>
internal sealed class RecordUpsert : IDisposable
{
    private const string Sql =
        "insert into record (connection, kind, key, seq, first_seq, changed, created, dated, deleted, link, projection, payload, seen) "
        + "values (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) " + RecordTable.VersionRule + " returning seq, prior, deleted";

    private readonly SqliteStatement statement;
    private readonly UpsertPlace place;
    private readonly Dictionary<(short Kind, long Bucket), int> tallies = [];
    private int changed;

    public RecordUpsert(SqliteConnection database, UpsertPlace place)
    {
        this.place = place;
        statement = new SqliteStatement(database, Sql);
        statement.Bind(1, place.Connection);
        statement.Bind(12, place.Seen);
    }

    /// <summary>What all runs came to.</summary>
    public Upserted Outcome => new(changed, place.Tallies(tallies));

    public void Run(in RecordVersion version, long sequence)
    {
        Span<byte> key = stackalloc byte[RecordKey.Size];
        statement.Bind(2, (long)version.Kind);
        BinaryPrimitives.WriteUInt128BigEndian(key, version.Key.Value);
        statement.Bind(3, key);
        statement.Bind(4, sequence);
        statement.Bind(5, version.Changed);
        if (version.Created is { } created)
        {
            statement.Bind(6, created);
        }
        else
        {
            statement.BindNull(6);
        }

        statement.Bind(7, version.Dated);
        statement.Bind(8, version.Deleted);
        if (version.Link is { } link)
        {
            BinaryPrimitives.WriteUInt128BigEndian(key, link.Value);
            statement.Bind(9, key);
        }
        else
        {
            statement.BindNull(9);
        }

        if (version.Projection.IsEmpty)
        {
            statement.BindNull(10);
        }
        else
        {
            statement.Bind(10, version.Projection.Span);
        }

        statement.Bind(11, version.Payload.Span);
        if (statement.Read())
        {
            Tally((short)version.Kind, sequence);
        }

        statement.Reset();
    }

    private void Tally(short kind, long sequence)
    {
        if (statement.Number(0) != sequence)
        {
            return;
        }

        changed++;
        if (statement.OptionalNumber(1) is { } prior)
        {
            Add(prior, -1);
        }

        if (statement.Number(2) == 0)
        {
            Add(sequence, 1);
        }

        void Add(long of, int live)
        {
            var bucket = (kind, TallyRow.BucketOf(of));
            tallies[bucket] = tallies.GetValueOrDefault(bucket) + live;
        }
    }

    public void Dispose() => statement.Dispose();
}
