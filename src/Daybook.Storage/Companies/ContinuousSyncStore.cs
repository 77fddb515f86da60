using Daybook.Storage.Engines;

namespace Daybook.Storage;

/// <summary>The platforms whose companies no schedule syncs: an operator switched them off. All others are on.</summary>
public sealed class ContinuousSyncStore
{
    internal const string Setting = "continuous-sync-off";

    private readonly IDialect dialect;

    public ContinuousSyncStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>The keys of the platforms that are off.</summary>
    public async Task<IReadOnlySet<string>> ListOffAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return (await session.ListAsync<string>("select key from setting where name = @name", new { name = Setting }, cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="platform">The platform's key.</param>
    /// <param name="isOn">Whether its companies are synced by their schedules from now on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task SwitchAsync(string platform, bool isOn, CancellationToken cancellationToken)
    {
        const string on = "delete from setting where name = @name and key = @platform";
        const string off = "insert into setting (name, key, body) values (@name, @platform, 'true') on conflict (name, key) do nothing";
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(isOn ? on : off, new { name = Setting, platform }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
