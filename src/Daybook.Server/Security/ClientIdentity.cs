using Daybook.Storage;

namespace Daybook.Server.Security;

/// <summary>The id of the client that this server serves: made once, and the same ever after.</summary>
internal sealed class ClientIdentity(SettingStore settings, Func<Guid> newId)
{
    private Stored? known;

    public async Task<Guid> ReadAsync(CancellationToken cancellationToken)
    {
        known ??= await settings.FindAsync<Stored>("client", "", cancellationToken)
            ?? await settings.ChangeAsync<Stored>("client", "", stored => stored ?? new Stored(newId()), cancellationToken);
        return known.Id;
    }

    internal sealed record Stored(Guid Id);
}
