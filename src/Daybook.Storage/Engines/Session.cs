using System.Data.Common;
using Dapper;

namespace Daybook.Storage.Engines;

/// <summary>A connection on loan: for reading, or for one transaction that is undone unless it is committed.</summary>
internal sealed class Session(DbConnection connection, DbTransaction? transaction, Func<ValueTask> giveBack) : IAsyncDisposable
{
    public DbConnection Connection => connection;

    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(Definition(sql, parameters, cancellationToken));

    /// <summary>The first row, or the default where there is none.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        connection.QueryFirstOrDefaultAsync<T>(Definition(sql, parameters, cancellationToken));

    public async Task<List<T>> ListAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<T>(Definition(sql, parameters, cancellationToken))).AsList();

    /// <summary>A command for the bulk paths, whose rows are read one by one.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public Task CommitAsync(CancellationToken cancellationToken) =>
        transaction?.CommitAsync(cancellationToken) ?? throw new InvalidOperationException("There is no transaction to commit.");

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        finally
        {
            await giveBack();
        }
    }

    private CommandDefinition Definition(string sql, object? parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, transaction, cancellationToken: cancellationToken);
}
