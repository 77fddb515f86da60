namespace Daybook.Storage.Engines;

/// <summary>Turns among the servers of a database.</summary>
internal interface ITurns
{
    /// <returns>False where another server has the turn.</returns>
    ValueTask<bool> TryTakeAsync(int key, int turn, CancellationToken cancellationToken);

    ValueTask GiveBackAsync(int key, int turn);
}
