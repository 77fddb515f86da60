using Npgsql;

namespace Daybook.Storage.Engines.Postgres;

/// <summary>Turns as advisory locks of one connection of its own: the database lets go of them when the connection ends, however it ends.</summary>
internal sealed class PostgresTurns(NpgsqlDataSource source) : ITurns, IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private NpgsqlConnection? holder;

    public async ValueTask<bool> TryTakeAsync(int key, int turn, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await AskAsync("select pg_try_advisory_lock($1, $2)", key, turn);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask GiveBackAsync(int key, int turn)
    {
        await gate.WaitAsync();
        try
        {
            await AskAsync("select pg_advisory_unlock($1, $2)", key, turn);
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the turn with it.
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (holder is not null)
        {
            await holder.DisposeAsync();
        }
    }

    /// <summary>A connection that broke is replaced; who had a turn by it goes on without.</summary>
    private async Task<bool> AskAsync(string sql, int key, int turn)
    {
        if (holder is not { State: System.Data.ConnectionState.Open })
        {
            await (holder?.DisposeAsync() ?? ValueTask.CompletedTask);
            holder = await source.OpenConnectionAsync();
        }

        await using var command = new NpgsqlCommand(sql, holder) { Parameters = { new() { Value = key }, new() { Value = turn } } };
        await command.PrepareAsync();
        return await command.ExecuteScalarAsync() is true;
    }
}
