using System.Security.Cryptography;
using System.Text;
using Daybook.Storage.Authorizations;
using Daybook.Storage.Engines;
using NodaTime;

namespace Daybook.Storage;

/// <summary>Consent on its way: what the server must still know when the merchant's browser comes back, found by a secret that only that browser has, and taken once.</summary>
public sealed class ConsentStore
{
    private readonly IDialect dialect;
    private readonly Seal seal;

    public ConsentStore(Database database, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
        seal = new Seal(options);
    }

    /// <param name="state">The secret; only its hash is stored.</param>
    /// <param name="connection">The connection that is to be opened.</param>
    /// <param name="expires">From when on it is no longer taken.</param>
    /// <param name="now">The time: what has expired by then is forgotten.</param>
    /// <param name="body">What must be known later; stored encrypted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync<T>(string state, Guid connection, Instant expires, Instant now, T body, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from consent where expires <= @now", new { now = Columns.ToTicks(now) }, cancellationToken);
        await session.ExecuteAsync(
            "insert into consent (state, connection, expires, body) values (@state, @connection, @expires, @body)",
            new { state = HashOf(state), connection = Columns.ToText(connection), expires = Columns.ToTicks(expires), body = seal.Close(body) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Takes it: the second to ask gets nothing.</summary>
    /// <returns>The connection and what was stored; null where there is none, or it has expired.</returns>
    public async Task<(Guid Connection, T Body)?> TakeAsync<T>(string state, Instant now, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var row = await session.FirstAsync<Row>(
            "delete from consent where state = @state returning connection as Connection, expires as Expires, body as Body", new { state = HashOf(state) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return row is not null && Columns.ToInstant(row.Expires) > now && seal.TryOpen<T>(row.Body, out var body) ? (Columns.ToId(row.Connection), body) : null;
    }

    private static byte[] HashOf(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));

    private sealed record Row
    {
        public string Connection { get; init; } = "";

        public long Expires { get; init; }

        public byte[] Body { get; init; } = [];
    }
}
