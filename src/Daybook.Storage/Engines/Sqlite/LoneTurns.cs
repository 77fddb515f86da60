namespace Daybook.Storage.Engines.Sqlite;

/// <summary>There are no other servers.</summary>
internal sealed class LoneTurns : ITurns
{
    public ValueTask<bool> TryTakeAsync(int key, int turn, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public ValueTask GiveBackAsync(int key, int turn) => ValueTask.CompletedTask;
}
