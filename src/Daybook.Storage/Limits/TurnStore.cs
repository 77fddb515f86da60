using System.Buffers.Binary;
using Daybook.Storage.Engines;

namespace Daybook.Storage;

/// <summary>Numbered turns of companies. A turn that one server has, no other server of the same database has; those of a server that dies are free at once.</summary>
public sealed class TurnStore
{
    private readonly ITurns turns;

    public TurnStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        turns = database.Dialect.Turns;
    }

    /// <summary>Takes a turn that this server does not have.</summary>
    /// <param name="company">The company's id.</param>
    /// <param name="turn">The turn's number.</param>
    /// <param name="cancellationToken">Cancels the call; the turn is not taken then.</param>
    /// <returns>False where another server has it.</returns>
    public ValueTask<bool> TryTakeAsync(Guid company, int turn, CancellationToken cancellationToken) => turns.TryTakeAsync(KeyOf(company), turn, cancellationToken);

    /// <summary>Gives a turn back.</summary>
    public ValueTask GiveBackAsync(Guid company, int turn) => turns.GiveBackAsync(KeyOf(company), turn);

    /// <summary>That two companies share a key costs them some turns once in four thousand million pairs, and nothing else.</summary>
    private static int KeyOf(Guid company)
    {
        Span<byte> bytes = stackalloc byte[16];
        company.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes) ^ BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
    }
}
