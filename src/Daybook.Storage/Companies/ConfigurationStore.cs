using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>How each company's books are kept.</summary>
public sealed class ConfigurationStore
{
    private readonly IDialect dialect;

    public ConfigurationStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <param name="company">The company's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <summary>A configuration as it is stored: JSON whose members are named as its properties.</summary>
    public static string ToText(SyncConfiguration configuration) => Columns.ToJson(configuration);

    /// <summary>What <see cref="ToText"/> made of a configuration.</summary>
    public static SyncConfiguration FromText(string text) => Columns.FromJson<SyncConfiguration>(text);

    /// <returns>Null where the company has none.</returns>
    public async Task<SyncConfiguration?> FindAsync(int company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var body = await session.FirstAsync<string>("select body from configuration where company = @company", new { company }, cancellationToken);
        return body is null ? null : Columns.FromJson<SyncConfiguration>(body);
    }

    /// <summary>Stores a configuration. Where it changes which records are booked at all, the next plan looks at every record again.</summary>
    public async Task SaveAsync(int company, SyncConfiguration configuration, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var body = await session.FirstAsync<string>("select body from configuration where company = @company", new { company }, cancellationToken);
        await session.ExecuteAsync(
            "insert into configuration (company, body) values (@company, @body) on conflict (company) do update set body = excluded.body",
            new { company, body = Columns.ToJson(configuration) },
            cancellationToken);
        if (body is not null && !Columns.FromJson<SyncConfiguration>(body).BooksTheSameAs(configuration))
        {
            await session.ExecuteAsync(
                "update connection set meaning_changed = head where company = @company and source = @commerce and planned > 0",
                new { company, commerce = (short)ConnectionSource.Commerce },
                cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    public Task DeleteAsync(int company, CancellationToken cancellationToken) =>
        WriteAsync("delete from configuration where company = @company", new { company }, cancellationToken);

    private async Task WriteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(sql, parameters, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
