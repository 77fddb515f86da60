using Daybook.Storage.Engines;

namespace Daybook.Storage;

/// <summary>The webhook consumers, in the order in which they were added.</summary>
public sealed class WebhookStore
{
    /// <summary>How many there can be.</summary>
    public const int Most = 50;

    private readonly IDialect dialect;

    public WebhookStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <returns>Whether it was added: false where there are <see cref="Most"/> already.</returns>
    public async Task<bool> AddAsync(WebhookConsumer consumer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await SettingStore.HoldAsync(session, "webhooks", "", cancellationToken);
        if (await session.FirstAsync<int>("select count(*) from webhook", null, cancellationToken) >= Most)
        {
            return false;
        }

        await session.ExecuteAsync(
            "insert into webhook (id, body) values (@id, @body)", new { id = Columns.ToText(consumer.Id), body = Columns.ToJson(consumer) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<WebhookConsumer>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return (await session.ListAsync<string>("select body from webhook order by number", null, cancellationToken)).ConvertAll(Columns.FromJson<WebhookConsumer>);
    }

    /// <returns>Null where there is none of that id.</returns>
    public async Task<WebhookConsumer?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var body = await session.FirstAsync<string>("select body from webhook where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        return body is null ? null : Columns.FromJson<WebhookConsumer>(body);
    }

    /// <summary>Stores a consumer that was changed.</summary>
    public async Task SaveAsync(WebhookConsumer consumer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("update webhook set body = @body where id = @id", new { id = Columns.ToText(consumer.Id), body = Columns.ToJson(consumer) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <returns>Whether there was such a consumer.</returns>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var deleted = await session.ExecuteAsync("delete from webhook where id = @id", new { id = Columns.ToText(id) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return deleted > 0;
    }
}
