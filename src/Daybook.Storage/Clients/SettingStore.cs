using Daybook.Storage.Engines;

namespace Daybook.Storage;

/// <summary>What a client of the API sets for itself: one value a name and key.</summary>
public sealed class SettingStore
{
    private readonly IDialect dialect;

    public SettingStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <param name="name">What kind of setting it is.</param>
    /// <param name="key">Which one of its kind; empty where there is one only.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where it was never set.</returns>
    public async Task<T?> FindAsync<T>(string name, string key, CancellationToken cancellationToken)
        where T : class
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var body = await session.FirstAsync<string>("select body from setting where name = @name and key = @key", new { name, key }, cancellationToken);
        return string.IsNullOrEmpty(body) ? null : Columns.FromJson<T>(body);
    }

    /// <summary>Stores what a change makes of the setting; changes at the same time come one after the other.</summary>
    /// <returns>The setting as it is now.</returns>
    public async Task<T> ChangeAsync<T>(string name, string key, Func<T?, T> change, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var session = await dialect.WriteAsync(cancellationToken);
        var body = await HoldAsync(session, name, key, cancellationToken);
        var changed = change(body.Length == 0 ? null : Columns.FromJson<T>(body));
        await session.ExecuteAsync(
            "update setting set body = @body where name = @name and key = @key", new { name, key, body = Columns.ToJson(changed) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return changed;
    }

    /// <summary>As if the setting had never been made.</summary>
    public async Task ForgetAsync(string name, string key, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from setting where name = @name and key = @key", new { name, key }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Keeps others from changing a setting until the session ends.</summary>
    /// <returns>What it is; empty where it was never set.</returns>
    internal static async Task<string> HoldAsync(Session session, string name, string key, CancellationToken cancellationToken) =>
        (await session.FirstAsync<string>(
            "insert into setting (name, key, body) values (@name, @key, '') on conflict (name, key) do update set body = setting.body returning body",
            new { name, key },
            cancellationToken))!;
}
