using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The connections of companies.</summary>
public sealed class ConnectionStore
{
    private static readonly string[] Erasure =
    [
        "delete from part where document in (select ordinal from document where connection = @number)",
        "delete from dataset where connection = @number",
        "delete from deferred where connection = @number",
        "delete from record where connection = @number",
        "delete from authorization_grant where connection in (select id from connection where number = @number)",
        "delete from consent where connection in (select id from connection where number = @number)",
        "delete from tally where connection = @number",
        "delete from forgetting where connection = @number",
        "delete from forgotten_later where connection = @number",
        "delete from connection where number = @number",
    ];

    private readonly Database database;
    private readonly IDialect dialect;

    public ConnectionStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        dialect = database.Dialect;
    }

    /// <returns>The connection with its number; null where an accounting connection is to be added and the company has one that is Linked or PendingAuth.</returns>
    public async Task<Connection?> AddAsync(Connection connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var number = await InsertAsync(session, database, connection, cancellationToken);
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
        var row = await session.FirstAsync<ConnectionRow>(ConnectionRow.Select + "where company = @company and id = @id", new { company, id = Columns.ToText(id) }, cancellationToken);
        return row?.ToConnection();
    }

    /// <summary>The connection of an id, whosever it is; null where there is none.</summary>
    public async Task<Connection?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>(ConnectionRow.Select + "where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        return row?.ToConnection();
    }

    /// <summary>Sets a connection to Linked, unless the company has another active one to its books.</summary>
    /// <returns>Whether it is Linked now.</returns>
    public async Task<bool> LinkAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var row = await session.FirstAsync<ConnectionRow>(ConnectionRow.Select + "where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        var others = row is null ? 0 : await session.FirstAsync<long>(
            "select count(*) from connection where company = @Company and number <> @Number and source = 2 and status in (0, 1)", new { row.Company, row.Number }, cancellationToken);
        if (row is null || others > 0)
        {
            return false;
        }

        await ChangeAsync(session, database, row.ToConnection(), ConnectionStatus.Linked, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>A company's connections in the order in which they were added.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(int company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<ConnectionRow>(ConnectionRow.Select + "where company = @company order by number", new { company }, cancellationToken);
        return rows.ConvertAll(row => row.ToConnection());
    }

    /// <summary>A company's connections, by <see cref="ConnectionColumns"/>; else in the order in which they were added.</summary>
    public async Task<ListPage<Connection>> ListAsync(int company, ListQuery query, CancellationToken cancellationToken) =>
        (await ConnectionColumns.Source.ReadAsync<ConnectionRow>(dialect, query, new { company }, cancellationToken)).Select(row => row.ToConnection());

    /// <summary>Stores a connection's platform, status and settings; the moment of its last sync only where it is later than what is stored.</summary>
    public async Task SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var session = await dialect.WriteAsync(cancellationToken);
        var before = await session.FirstAsync<short?>("select status from connection where number = @Number", new { connection.Number }, cancellationToken);
        if (before is { } status && EventOf((ConnectionStatus)status, connection.Status) is { } type)
        {
            await EventStore.AddAsync(session, database, type, connection.Company, new EventFacts { Connection = connection }, cancellationToken);
        }

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
        await EventStore.AddAsync(session, database, "connection.deleted", connection.Company, new EventFacts { Connection = connection }, cancellationToken);
        foreach (var sql in Erasure)
        {
            await session.ExecuteAsync(sql, number, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Changes the status alone, and tells of it.</summary>
    internal static async Task ChangeAsync(Session session, Database database, Connection connection, ConnectionStatus next, CancellationToken cancellationToken)
    {
        var changed = connection with { Status = next };
        if (EventOf(connection.Status, next) is { } type)
        {
            await EventStore.AddAsync(session, database, type, connection.Company, new EventFacts { Connection = changed }, cancellationToken);
        }

        await session.ExecuteAsync("update connection set status = @Status where number = @Number", new { Status = (short)next, connection.Number }, cancellationToken);
    }

    internal static async Task<int?> InsertAsync(Session session, Database database, Connection connection, CancellationToken cancellationToken)
    {
        var number = await session.FirstAsync<int?>(
            """
            insert into connection (id, company, platform, source, status, created, last_sync, payouts_are_magnitudes)
            values (@Id, @Company, @Platform, @Source, @Status, @Created, @LastSync, @PayoutsAreMagnitudes)
            on conflict (company) where source = 2 and status in (0, 1) do nothing
            returning number
            """,
            ConnectionRow.Of(connection),
            cancellationToken);
        if (number is not null)
        {
            await EventStore.AddAsync(session, database, "connection.created", connection.Company, new EventFacts { Connection = connection }, cancellationToken);
            if (connection.Status == ConnectionStatus.Linked)
            {
                await EventStore.AddAsync(session, database, "connection.connected", connection.Company, new EventFacts { Connection = connection }, cancellationToken);
            }
        }

        return number;
    }

    private static string? EventOf(ConnectionStatus before, ConnectionStatus after) => (before, after) switch
    {
        _ when before == after => null,
        (ConnectionStatus.PendingAuth, ConnectionStatus.Linked) => "connection.connected",
        (_, ConnectionStatus.Linked) => "connection.reconnected",
        (ConnectionStatus.Linked, ConnectionStatus.Unlinked or ConnectionStatus.Deauthorized) => "connection.disconnected",
        _ => null,
    };
}
