using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The merchants.</summary>
public sealed class CompanyStore
{
    /// <summary>The properties of the list of companies.</summary>
    public static readonly ListColumns Listing = new(
        [
            new ListColumn { Name = "id", Type = ListType.Id, Sql = "id" },
            new ListColumn { Name = "name", Type = ListType.Text, Sql = "name" },
            new ListColumn { Name = "description", Type = ListType.Text, Sql = "description", IsNullable = true },
            new ListColumn { Name = "created", Type = ListType.Moment, Sql = "created" },
            new ListColumn
            {
                Name = "lastSync", Type = ListType.Moment, Sql = "(select max(last_sync) from connection where connection.company = company.number)", IsNullable = true,
            },
        ],
        new OpenObject(Tags) { Sql = "tags" });

    private const string Tags = "tags.";

    // The first added come first.
    private static readonly ListSource Source = new() { Select = CompanyRow.Fields, From = "from company where 1 = 1", Unique = "number" };

    // In this order: what hangs on the company's documents and connections goes before them.
    private static readonly string[] Erasure =
    [
        "delete from part where document in (select ordinal from document where company = @company)",
        "delete from document where company = @company",
        "delete from number_day where company = @company",
        "delete from sync where company = @company",
        "delete from dataset where company = @company",
        "delete from deferred where connection in (select number from connection where company = @company)",
        "delete from record where connection in (select number from connection where company = @company)",
        "delete from tally where connection in (select number from connection where company = @company)",
        "delete from forgetting where connection in (select number from connection where company = @company)",
        "delete from forgotten_later where connection in (select number from connection where company = @company)",
        "delete from configuration where company = @company",
        "delete from schedule where company = @company",
        "delete from authorization_grant where connection in (select id from connection where company = @company)",
        "delete from consent where connection in (select id from connection where company = @company)",
        "delete from flow_code where company = @company",
        "delete from rule where company = @company",
        "delete from setting where name = 'sync-settings' and key = (select id from company where number = @company)",
        "delete from connection where company = @company",
        "delete from company where number = @company",
    ];

    private readonly Database database;
    private readonly IDialect dialect;

    public CompanyStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        dialect = database.Dialect;
    }

    /// <param name="company">The company, not stored yet.</param>
    /// <param name="commerce">The connection that its records are pushed to, stored in the same transaction (its <see cref="Connection.Company"/> is set here); null: none yet.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The company with its number.</returns>
    public async Task<Company> AddAsync(Company company, Connection? commerce, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var added = company with { Number = await InsertAsync(session, company, null, cancellationToken) ?? 0 };
        await AddConnectionAsync(session, added, commerce, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>The company of a merchant that the client knows by an identifier of its own; where there is none, it is added with its connections.</summary>
    public async Task<Company> FindOrAddAsync(
        string merchant, Company company, Connection commerce, Connection accounting, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        if (await InsertAsync(session, company, merchant, cancellationToken) is not { } number)
        {
            return (await session.FirstAsync<CompanyRow>(CompanyRow.Select + "where merchant = @merchant", new { merchant }, cancellationToken))!.ToCompany();
        }

        var added = company with { Number = number };
        await AddConnectionAsync(session, added, commerce, cancellationToken);
        await AddConnectionAsync(session, added, accounting, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return added;
    }

    public async Task<Company?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<CompanyRow>(CompanyRow.Select + "where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        return row?.ToCompany();
    }

    /// <summary>The companies, by <see cref="Listing"/>; else in the order in which they were added.</summary>
    public async Task<ListPage<Company>> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        (await Source.ReadAsync<CompanyRow>(dialect, query, null, cancellationToken)).Select(row => row.ToCompany());

    /// <summary>Stores a company's name, description and tags.</summary>
    public async Task SaveAsync(Company company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("update company set name = @Name, description = @Description, tags = @Tags where number = @Number", CompanyRow.Of(company), cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Erases everything of a company: its records, documents, syncs, configuration and connections. A sync that is running is stopped by its next write.</summary>
    /// <param name="number">The company's number.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is erased then.</param>
    public async Task DeleteAsync(int number, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var company = new { company = number };

        var gone = await session.FirstAsync<CompanyRow>(CompanyRow.Select + "where number = @company", company, cancellationToken);
        if (gone is not null)
        {
            await EventStore.AddAsync(session, database, "company.deleted", new EventFacts { Company = gone.ToCompany() }, cancellationToken);
        }

        // Holding these rows keeps syncs and pushes out until all is gone.
        await session.ExecuteAsync("update company set writer = null where number = @company", company, cancellationToken);
        await session.ExecuteAsync("update connection set status = status where company = @company", company, cancellationToken);
        foreach (var sql in Erasure)
        {
            await session.ExecuteAsync(sql, company, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    private async Task<int?> InsertAsync(Session session, Company company, string? merchant, CancellationToken cancellationToken)
    {
        var row = CompanyRow.Of(company);
        var number = await session.FirstAsync<int?>(
            """
            insert into company (id, name, description, created, tags, merchant) values (@Id, @Name, @Description, @Created, @Tags, @merchant)
            on conflict (merchant) where merchant is not null do nothing
            returning number
            """,
            new { row.Id, row.Name, row.Description, row.Created, row.Tags, merchant },
            cancellationToken);
        if (number is not null)
        {
            await EventStore.AddAsync(session, database, "company.created", new EventFacts { Company = company }, cancellationToken);
        }

        return number;
    }

    private async Task AddConnectionAsync(Session session, Company company, Connection? connection, CancellationToken cancellationToken)
    {
        if (connection is not null)
        {
            await ConnectionStore.InsertAsync(session, database, connection with { Company = company.Number }, cancellationToken);
        }
    }
}
