using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Daybook.Storage.Engines.Sqlite;

/// <summary>A prepared statement run once per row of a bulk path: it binds spans, which the ADO.NET command can't.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public int ParameterOf(string name) =>
        raw.sqlite3_bind_parameter_index(statement, name) is > 0 and var index ? index : throw new ArgumentException($"The statement has no parameter {name}.", nameof(name));

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(statement, parameter, value));

    public void Bind(int parameter, bool value) => Check(raw.sqlite3_bind_int(statement, parameter, value ? 1 : 0));

    public void Bind(int parameter, string value) => Check(raw.sqlite3_bind_text(statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(statement, parameter, value));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(statement, parameter));

    public void Run()
    {
        while (Read())
        {
        }

        Reset();
    }

    /// <summary>Runs up to the next row of the result; false where there is none.</summary>
    public bool Read()
    {
        var outcome = raw.sqlite3_step(statement);
        if (outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            SqliteException.ThrowExceptionForRC(outcome, database);
        }

        return outcome == raw.SQLITE_ROW;
    }

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public long? OptionalNumber(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : Number(column);

    /// <summary>Makes the statement ready to run again.</summary>
    public void Reset() => Check(raw.sqlite3_reset(statement));

    public void Dispose() => statement.Dispose();

    private void Check(int outcome) => SqliteException.ThrowExceptionForRC(outcome, database);
}
