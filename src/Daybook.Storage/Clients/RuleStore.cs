using Daybook.Storage.Engines;
using Daybook.Storage.Listing;

namespace Daybook.Storage;

/// <summary>The rules, in the order in which they were added.</summary>
public sealed class RuleStore
{
    /// <summary>The properties of the list of rules.</summary>
    public static readonly ListColumns Listing = new(
        [
            new ListColumn { Name = "id", Type = ListType.Id, Sql = "id" },
            InBody("type", "Type"),
            InBody("companyId", "Company"),
            InBody("notifiers.webhook", "Webhook"),
        ]);

    private static readonly ListSource Source = new() { Select = "select body", From = "from rule where 1 = 1", Unique = "number" };

    private readonly IDialect dialect;

    public RuleStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <param name="rule">The rule.</param>
    /// <param name="company">The number of the company that it is about; null: all. A rule goes with its company.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync(Rule rule, int? company, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rule);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            "insert into rule (id, company, body) values (@id, @company, @body)",
            new { id = Columns.ToText(rule.Id), company, body = Columns.ToJson(rule) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public async Task<Rule?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var body = await session.FirstAsync<string>("select body from rule where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        return body is null ? null : Columns.FromJson<Rule>(body);
    }

    public async Task<IReadOnlyList<Rule>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return (await session.ListAsync<string>("select body from rule order by number", null, cancellationToken)).ConvertAll(Columns.FromJson<Rule>);
    }

    /// <summary>The rules, by <see cref="Listing"/>.</summary>
    public async Task<ListPage<Rule>> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        (await Source.ReadAsync<string>(dialect, query, null, cancellationToken)).Select(Columns.FromJson<Rule>);

    /// <returns>Whether there was such a rule.</returns>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var deleted = await session.ExecuteAsync("delete from rule where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return deleted > 0;
    }

    private static ListColumn InBody(string name, string member) => new() { Name = name, Type = ListType.Json, Sql = "body", Path = [member], IsNullable = true, IsName = true };
}
