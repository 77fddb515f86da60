using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The outbox: events as they happened, each written in the transaction of the change that it tells of.</summary>
public sealed class EventStore
{
    private readonly Database database;

    public EventStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
    }

    /// <summary>The events after a number, in the order in which they happened.</summary>
    /// <remarks>On PostgreSQL an event of a transaction that is still open may appear later with a smaller number: look back some minutes, and know events by id.</remarks>
    public async Task<IReadOnlyList<Event>> ListAsync(long after, int most, CancellationToken cancellationToken)
    {
        await using var session = await database.Dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<EventRow>(
            "select number as Number, id as Id, type as Type, company as Company, payload as Payload, created as Created from event where number > @after order by number limit @most",
            new { after, most },
            cancellationToken);
        return rows.ConvertAll(row => row.ToEvent());
    }

    internal static Task AddAsync(Session session, Database database, string type, Guid? company, object payload, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "insert into event (id, type, company, payload, created) values (@id, @type, @company, @payload, @created)",
            new
            {
                id = Columns.ToText(database.NewId()),
                type,
                company = company is { } known ? Columns.ToText(known) : null,
                payload = Columns.ToJson(payload),
                created = Columns.ToTicks(database.Now),
            },
            cancellationToken);

    internal static Task AddAsync(Session session, Database database, string type, Company company, CancellationToken cancellationToken) =>
        AddAsync(session, database, type, company.Id, new { companyId = company.Id, companyName = company.Name }, cancellationToken);

    internal static async Task AddAsync(Session session, Database database, string type, Connection connection, CancellationToken cancellationToken)
    {
        var company = await session.FirstAsync<string>("select id from company where number = @Company", new { connection.Company }, cancellationToken);
        if (company is not null)
        {
            var id = Columns.ToId(company);
            var payload = new { companyId = id, connectionId = connection.Id, platformKey = connection.PlatformKey, status = connection.Status.ToString() };
            await AddAsync(session, database, type, id, payload, cancellationToken);
        }
    }

    private sealed record EventRow
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";

        public string Type { get; init; } = "";

        public string? Company { get; init; }

        public string Payload { get; init; } = "";

        public long Created { get; init; }

        public Event ToEvent() => new()
        {
            Number = Number,
            Id = Columns.ToId(Id),
            Type = Type,
            Company = Company is null ? null : Columns.ToId(Company),
            Payload = Payload,
            CreatedAt = Columns.ToInstant(Created),
        };
    }
}
