using Daybook.Storage.Engines;
using NodaTime;

namespace Daybook.Storage;

/// <summary>The keys that clients of the API show: of each only its hash.</summary>
public sealed class ApiKeyStore
{
    private readonly IDialect dialect;

    public ApiKeyStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>Whether there is any key yet.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>("select count(*) from api_key", null, cancellationToken) > 0;
    }

    /// <param name="name">What people know the key by.</param>
    /// <param name="hash">The key's hash; adding one that is there already changes nothing.</param>
    /// <param name="created">When it was made.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync(string name, byte[] hash, Instant created, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            "insert into api_key (name, hash, created) values (@name, @hash, @created) on conflict (hash) do nothing",
            new { name, hash, created = Columns.ToTicks(created) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public async Task<bool> ExistsAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>("select count(*) from api_key where hash = @hash", new { hash }, cancellationToken) > 0;
    }
}
