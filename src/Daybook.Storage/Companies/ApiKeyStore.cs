using System.Security.Cryptography;
using Daybook.Storage.Engines;
using NodaTime;

namespace Daybook.Storage;

/// <summary>The keys that clients of the API show: of each only its hash.</summary>
public sealed class ApiKeyStore
{
    /// <summary>How many keys there can be.</summary>
    public const int Most = 10;

    private const string Lock = "api-keys";

    private readonly IDialect dialect;

    public ApiKeyStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>The keys in the order in which they were made.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await ListAsync(session, cancellationToken);
    }

    /// <returns>The key; null where there are <see cref="Most"/> already.</returns>
    public async Task<ApiKey?> CreateAsync(string name, byte[] hash, Instant created, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await SettingStore.HoldAsync(session, Lock, "", cancellationToken);
        if ((await ListAsync(session, cancellationToken)).Count >= Most)
        {
            return null;
        }

        await InsertAsync(session, name, hash, created, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new ApiKey(IdOf(hash), name, created);
    }

    /// <summary>Deletes a key, unless it is the last one.</summary>
    public async Task<ApiKeyDeletion> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await SettingStore.HoldAsync(session, Lock, "", cancellationToken);
        var hashes = await session.ListAsync<byte[]>("select hash from api_key", null, cancellationToken);
        if (hashes.Find(one => IdOf(one) == id) is not { } hash)
        {
            return ApiKeyDeletion.Unknown;
        }

        if (hashes.Count == 1)
        {
            return ApiKeyDeletion.IsLast;
        }

        await session.ExecuteAsync("delete from api_key where hash = @hash", new { hash }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return ApiKeyDeletion.Deleted;
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
        await InsertAsync(session, name, hash, created, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public async Task<bool> ExistsAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>("select count(*) from api_key where hash = @hash", new { hash }, cancellationToken) > 0;
    }

    private static Task<int> InsertAsync(Session session, string name, byte[] hash, Instant created, CancellationToken cancellationToken) => session.ExecuteAsync(
        "insert into api_key (name, hash, created) values (@name, @hash, @created) on conflict (hash) do nothing",
        new { name, hash, created = Columns.ToTicks(created) },
        cancellationToken);

    private static async Task<IReadOnlyList<ApiKey>> ListAsync(Session session, CancellationToken cancellationToken) =>
        (await session.ListAsync<ApiKeyRow>("select name as Name, hash as Hash, created as Created from api_key order by number", null, cancellationToken))
        .ConvertAll(row => new ApiKey(IdOf(row.Hash), row.Name, Columns.ToInstant(row.Created)));

    /// <summary>The id that people know a key by. It follows from the hash and does not lead back to it.</summary>
    private static Guid IdOf(byte[] hash) => new(SHA256.HashData([.. "api key "u8, .. hash]).AsSpan(0, 16));

    private sealed record ApiKeyRow
    {
        public string Name { get; init; } = "";

        public byte[] Hash { get; init; } = [];

        public long Created { get; init; }
    }
}

/// <summary>What may be known of an API key.</summary>
/// <param name="Id">Made from the key's hash: the same for ever.</param>
/// <param name="Name">What people know the key by; empty where it has no name.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ApiKey(Guid Id, string Name, Instant CreatedAt);

/// <summary>What became of the wish to delete an API key.</summary>
public enum ApiKeyDeletion
{
    Deleted,

    /// <summary>There is no such key.</summary>
    Unknown,

    /// <summary>Nobody could get in any more.</summary>
    IsLast,
}
