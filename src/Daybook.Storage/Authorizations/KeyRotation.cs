using Daybook.Storage.Authorizations;
using Daybook.Storage.Engines;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Daybook.Storage;

/// <summary>Makes a new key and closes anew with it what the older ones closed, also while servers run: after that the older ones open nothing that is stored.</summary>
public sealed class KeyRotation
{
    /// <summary>As long as a key is that the servers make by themselves.</summary>
    private static readonly Duration Life = Duration.FromDays(90);

    private static readonly string[] Sealed = ["authorization_grant", "consent"];

    private readonly IDialect dialect;
    private readonly StorageOptions options;
    private readonly Seal seal;

    public KeyRotation(Database database, StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
        this.options = options;
        seal = new Seal(options);
    }

    /// <param name="now">The time of the system's clock, by which keys become good.</param>
    /// <param name="cancellationToken">Cancels the call: what is closed anew by then stays so, and another rotation does the rest.</param>
    /// <returns>What was done, and the files that nothing stored needs any more.</returns>
    public async Task<RotatedKeys> RotateAsync(Instant now, CancellationToken cancellationToken)
    {
        var key = MakeKey(now);
        var (renewed, unreadable) = (0, 0);
        foreach (var table in Sealed)
        {
            // What was being added meanwhile may still be closed with an old key: until a round finds nothing.
            var round = await RenewAsync(table, key, cancellationToken);
            while (round.Renewed > 0)
            {
                renewed += round.Renewed;
                round = await RenewAsync(table, key, cancellationToken);
            }

            unreadable += round.Unreadable;
        }

        return new RotatedKeys(key, renewed, unreadable, [.. KeyFolder.Files(KeyFolder.Of(options)).Select(file => file.FullName).Where(file => !file.Contains($"{key}", StringComparison.OrdinalIgnoreCase))]);
    }

    private Guid MakeKey(Instant now)
    {
        using var services = new ServiceCollection().AddDataProtection().SetApplicationName(KeyFolder.Application).PersistKeysToFileSystem(KeyFolder.Of(options)).Services.BuildServiceProvider();
        return services.GetRequiredService<IKeyManager>().CreateNewKey(now.ToDateTimeOffset(), (now + Life).ToDateTimeOffset()).KeyId;
    }

    private async Task<(int Renewed, int Unreadable)> RenewAsync(string table, Guid key, CancellationToken cancellationToken)
    {
        var (renewed, unreadable) = (0, 0);
        await using var session = await dialect.WriteAsync(cancellationToken);

        // Who is about to store something that was closed with an old key does so before: all rows are held.
        await session.ExecuteAsync($"update {table} set body = body", null, cancellationToken);
        var bodies = await session.ListAsync<byte[]>($"select body from {table}", null, cancellationToken);
        foreach (var old in bodies.Where(body => Seal.KeyOf(body) != key))
        {
            if (!seal.TryRenew(old, out var body))
            {
                unreadable++;
                continue;
            }

            if (Seal.KeyOf(body) != key)
            {
                throw new InvalidOperationException($"The new key {key} is not the one that things are closed with now: is the system's clock right?");
            }

            renewed += await session.ExecuteAsync($"update {table} set body = @body where body = @old", new { body, old }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return (renewed, unreadable);
    }
}

/// <summary>What came of a rotation.</summary>
/// <param name="Key">The id of the new key.</param>
/// <param name="Renewed">How many secrets were closed anew.</param>
/// <param name="Unreadable">How many could not be: the keys that they were closed with had gone before. Nobody could open them.</param>
/// <param name="OldFiles">The files of the older keys, which nothing that is stored needs any more.</param>
public sealed record RotatedKeys(Guid Key, int Renewed, int Unreadable, IReadOnlyList<string> OldFiles);
