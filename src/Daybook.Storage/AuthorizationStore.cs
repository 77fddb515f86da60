using Daybook.Storage.Authorizations;
using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The authorizations of connections, encrypted.</summary>
public sealed class AuthorizationStore : IAuthorizationStore
{
    private readonly Database database;
    private readonly IDialect dialect;
    private readonly Seal seal;

    public AuthorizationStore(Database database, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        dialect = database.Dialect;
        seal = new Seal(options);
    }

    public async Task<Authorization?> FindAsync(Guid connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await FindAsync(session, connection, cancellationToken);
    }

    public async Task SaveAsync(Guid connection, Authorization authorization, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            """
            insert into authorization_grant (connection, version, body) values (@connection, 1, @body)
            on conflict (connection) do update set version = authorization_grant.version + 1, body = excluded.body
            """,
            new { connection = Columns.ToText(connection), body = seal.Close(authorization) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public async Task<Authorization?> ReplaceAsync(Guid connection, Authorization known, Authorization next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            "update authorization_grant set version = version + 1, body = @body where connection = @connection and version = @version",
            new { connection = Columns.ToText(connection), version = known.Version, body = seal.Close(next) },
            cancellationToken);
        var stored = await FindAsync(session, connection, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return stored;
    }

    public async Task DeauthorizeAsync(Guid connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>(
            ConnectionRow.Select + "where id = @connection and status = @linked",
            new { connection = Columns.ToText(connection), linked = (short)ConnectionStatus.Linked },
            cancellationToken);
        if (row is not null)
        {
            await ConnectionStore.ChangeAsync(session, database, row.ToConnection(), ConnectionStatus.Deauthorized, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    public async Task DeleteAsync(Guid connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from authorization_grant where connection = @connection", new { connection = Columns.ToText(connection) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private async Task<Authorization?> FindAsync(Session session, Guid connection, CancellationToken cancellationToken)
    {
        var row = await session.FirstAsync<Row>(
            "select version as Version, body as Body from authorization_grant where connection = @connection", new { connection = Columns.ToText(connection) }, cancellationToken);
        return row is not null && seal.TryOpen<Authorization>(row.Body, out var stored) ? stored with { Version = row.Version } : null;
    }

    private sealed record Row
    {
        public int Version { get; init; }

        public byte[] Body { get; init; } = [];
    }
}
