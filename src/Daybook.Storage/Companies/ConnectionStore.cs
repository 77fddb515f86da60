using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The connections of companies.</summary>
public sealed class ConnectionStore
{
    private const string Select =
        """
        select number as Number, id as Id, company as Company, platform as Platform, source as Source, status as Status, created as Created,
            last_sync as LastSync, payouts_are_magnitudes as PayoutsAreMagnitudes
        from connection 
        """;

    private static readonly string[] Erasure =
    [
        "delete from part where document in (select ordinal from document where connection = @number)",
        "delete from dataset where connection = @number",
        "delete from deferred where connection = @number",
        "delete from record where connection = @number",
        "delete from authorization_grant where connection in (select id from connection where number = @number)",
        "delete from consent where connection in (select id from connection where number = @number)",
        "delete from connection where number = @number",
    ];

    private readonly IDialect dialect;

    public ConnectionStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <returns>The connection with its number; null where an accounting connection is to be added and the company has one that is Linked or PendingAuth.</returns>
    public async Task<Connection?> AddAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var number = await InsertAsync(session, connection, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return number is { } known ? connection with { Number = known } : null;
    }

    /// <param name="company">The company's number.</param>
    /// <param name="id">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where the company has none of that id.</returns>
    public async Task<Connection?> FindAsync(int company, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>(Select + "where company = @company and id = @id", new { company, id = Columns.ToText(id) }, cancellationToken);
        return row?.ToConnection();
    }

    /// <summary>The connection of an id, whosever it is; null where there is none.</summary>
    public async Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>(Select + "where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        return row?.ToConnection();
    }

    /// <summary>Sets a connection to Linked, unless the company has another active one to its books.</summary>
    /// <returns>Whether it is Linked now.</returns>
    public async Task<bool> LinkAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var changed = await session.ExecuteAsync(
            """
            update connection set status = 1 where id = @id and not exists (
                select 1 from connection other where other.company = connection.company and other.id <> @id and other.source = 2 and other.status in (0, 1))
            """,
            new { id = Columns.ToText(id) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return changed > 0;
    }

    /// <summary>A company's connections in the order in which they were added.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(int company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<ConnectionRow>(Select + "where company = @company order by number", new { company }, cancellationToken);
        return rows.ConvertAll(row => row.ToConnection());
    }

    /// <summary>Stores a connection's platform, status and settings; the moment of its last sync only where it is later than what is stored.</summary>
    public async Task SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            """
            update connection set platform = @Platform, status = @Status, payouts_are_magnitudes = @PayoutsAreMagnitudes,
                last_sync = case when last_sync is null or @LastSync > last_sync then @LastSync else last_sync end
            where number = @Number
            """,
            ConnectionRow.Of(connection),
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Erases a connection with its records and datasets. Documents stay as history, without the records that were in them.</summary>
    public async Task DeleteAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var session = await dialect.WriteAsync(cancellationToken);
        var number = new { number = connection.Number };

        // Holding the row keeps pushes out until all is gone.
        await session.ExecuteAsync("update connection set status = status where number = @number", number, cancellationToken);
        foreach (var sql in Erasure)
        {
            await session.ExecuteAsync(sql, number, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    internal static Task<int?> InsertAsync(Session session, Connection connection, CancellationToken cancellationToken) => session.FirstAsync<int?>(
        """
        insert into connection (id, company, platform, source, status, created, last_sync, payouts_are_magnitudes)
        values (@Id, @Company, @Platform, @Source, @Status, @Created, @LastSync, @PayoutsAreMagnitudes)
        on conflict (company) where source = 2 and status in (0, 1) do nothing
        returning number
        """,
        ConnectionRow.Of(connection),
        cancellationToken);
}
