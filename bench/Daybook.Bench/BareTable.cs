using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Daybook.Bench;

/// <summary>The ceiling of a push: the same rows put into a bare table of the engine, nothing parsed and nothing checked.</summary>
internal sealed class BareTable(DbConnection connection) : IAsyncDisposable
{
    private const string Update = " on conflict (connection, kind, key) do update set projection = excluded.projection, payload = excluded.payload";

    public async Task CreateAsync()
    {
        if (connection is SqliteConnection)
        {
            await ExecuteAsync("pragma journal_mode = wal; pragma synchronous = full");
        }

        var binary = connection is SqliteConnection ? "blob" : "bytea";
        await ExecuteAsync($"create table bare (connection integer not null, kind smallint not null, key {(connection is SqliteConnection ? "blob" : "uuid")} not null, projection {binary}, payload {binary}, primary key (connection, kind, key))");
    }

    /// <summary>Upserts rows in one transaction.</summary>
    public async Task UpsertAsync(IReadOnlyList<Row> rows)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (connection is NpgsqlConnection postgres)
        {
            await ExecuteAsync("create temporary table incoming (connection integer, kind smallint, key uuid, projection bytea, payload bytea) on commit drop");
            await using (var copy = await postgres.BeginBinaryImportAsync("copy incoming from stdin (format binary)"))
            {
                foreach (var row in rows)
                {
                    await copy.StartRowAsync();
                    await copy.WriteAsync(1, NpgsqlDbType.Integer);
                    await copy.WriteAsync((short)1, NpgsqlDbType.Smallint);
                    await copy.WriteAsync(new Guid(row.Key), NpgsqlDbType.Uuid);
                    await copy.WriteAsync(row.Projection, NpgsqlDbType.Bytea);
                    await copy.WriteAsync(row.Payload, NpgsqlDbType.Bytea);
                }

                await copy.CompleteAsync();
            }

            await ExecuteAsync("insert into bare select * from incoming" + Update);
        }
        else
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "insert into bare values (1, 1, $key, $projection, $payload)" + Update;
            var key = Parameter(insert, "$key");
            var projection = Parameter(insert, "$projection");
            var payload = Parameter(insert, "$payload");
            await insert.PrepareAsync();
            foreach (var row in rows)
            {
                (key.Value, projection.Value, payload.Value) = (row.Key, row.Projection, row.Payload);
                insert.ExecuteNonQuery();
            }
        }

        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>What a push stores of a record, but for its dates.</summary>
internal readonly record struct Row(byte[] Key, byte[] Projection, byte[] Payload);
