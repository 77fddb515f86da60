using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The merchants.</summary>
public sealed class CompanyStore
{
    private const string Select = "select number as Number, id as Id, name as Name, description as Description, created as Created, tags as Tags from company ";

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
        "delete from configuration where company = @company",
        "delete from schedule where company = @company",
        "delete from authorization_grant where connection in (select id from connection where company = @company)",
        "delete from consent where connection in (select id from connection where company = @company)",
        "delete from connection where company = @company",
        "delete from company where number = @company",
    ];

    private readonly IDialect dialect;

    public CompanyStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <param name="company">The company, not stored yet.</param>
    /// <param name="commerce">The connection that its records are pushed to, stored in the same transaction (its <see cref="Connection.Company"/> is set here); null: none yet.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The company with its number.</returns>
    public async Task<Company> AddAsync(Company company, Connection? commerce, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var number = await session.FirstAsync<int>(
            "insert into company (id, name, description, created, tags) values (@Id, @Name, @Description, @Created, @Tags) returning number",
            CompanyRow.Of(company),
            cancellationToken);
        if (commerce is not null)
        {
            await ConnectionStore.InsertAsync(session, commerce with { Company = number }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return company with { Number = number };
    }

    public async Task<Company?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<CompanyRow>(Select + "where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        return row?.ToCompany();
    }

    /// <summary>The companies in the order in which they were added.</summary>
    public async Task<IReadOnlyList<Company>> ListAsync(int skip, int take, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<CompanyRow>(Select + "order by number limit @take offset @skip", new { skip, take }, cancellationToken);
        return rows.ConvertAll(row => row.ToCompany());
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>("select count(*) from company", null, cancellationToken);
    }

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

        // Holding these rows keeps syncs and pushes out until all is gone.
        await session.ExecuteAsync("update company set writer = null where number = @company", company, cancellationToken);
        await session.ExecuteAsync("update connection set status = status where company = @company", company, cancellationToken);
        foreach (var sql in Erasure)
        {
            await session.ExecuteAsync(sql, company, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }
}
