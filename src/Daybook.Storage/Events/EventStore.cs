using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>What happened, as it happened: each event is written in the transaction of the change that it tells of.</summary>
public sealed class EventStore
{
    private readonly Database database;

    public EventStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
    }

    /// <summary>The events after a number, in the order in which they happened.</summary>
    /// <remarks>On PostgreSQL an event of a transaction that is still open may appear later with a smaller number.</remarks>
    public async Task<IReadOnlyList<Event>> ListAsync(long after, int most, CancellationToken cancellationToken)
    {
        await using var session = await database.Dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<EventRow>(EventRow.Select + "where number > @after order by number limit @most", new { after, most }, cancellationToken);
        return rows.ConvertAll(row => row.ToEvent());
    }

    /// <summary>Writes an event of its own: one that no stored change tells of.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="company">The number of the company that it is about.</param>
    /// <param name="facts">Its facts; the company is added.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync(string type, int company, EventFacts facts, CancellationToken cancellationToken)
    {
        await using var session = await database.Dialect.WriteAsync(cancellationToken);
        await AddAsync(session, database, type, company, facts, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Writes an event of its own that is about no company.</summary>
    public async Task AddAsync(string type, EventFacts facts, CancellationToken cancellationToken)
    {
        await using var session = await database.Dialect.WriteAsync(cancellationToken);
        await AddAsync(session, database, type, facts, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    internal static Task AddAsync(Session session, Database database, string type, EventFacts facts, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "insert into event (id, type, company, payload, created) values (@id, @type, @company, @payload, @created)",
            new
            {
                id = Columns.ToText(database.NewId()),
                type,
                company = facts.Company is { } company ? Columns.ToText(company.Id) : null,
                payload = Columns.ToJson(facts),
                created = Columns.ToTicks(database.Now),
            },
            cancellationToken);

    /// <summary>An event about a company, as it stands in this transaction; nothing where it is gone.</summary>
    internal static async Task AddAsync(Session session, Database database, string type, int company, EventFacts facts, CancellationToken cancellationToken)
    {
        if (await session.FirstAsync<CompanyRow>(CompanyRow.Select + "where number = @company", new { company }, cancellationToken) is { } row)
        {
            await AddAsync(session, database, type, facts with { Company = row.ToCompany() }, cancellationToken);
        }
    }

    /// <summary>An event about something that hangs on a connection.</summary>
    internal static async Task AddAsync(Session session, Database database, string type, int company, string whichConnection, EventFacts facts, CancellationToken cancellationToken)
    {
        var row = await session.FirstAsync<ConnectionRow>(ConnectionRow.Select + whichConnection, new { company }, cancellationToken);
        await AddAsync(session, database, type, company, facts with { Connection = row?.ToConnection() }, cancellationToken);
    }
}
