using Daybook.Storage.Authorizations;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

/// <summary>A new key takes over from the old ones while the stores are at work.</summary>
public abstract class KeyRotationLaws(StorageFixture storage)
{
    // Keys are good by the system's clock, whatever the tests' is.
    private static Instant Now => TimeProvider.System.GetUtcNow().ToInstant();

    [Fact]
    public async Task What_was_closed_with_old_keys_opens_without_them_once_the_key_was_rotated()
    {
        var (connection, other) = (Guid.NewGuid(), Guid.NewGuid());
        await storage.Authorizations.SaveAsync(connection, New("a"), default);
        await storage.Consents.AddAsync($"{connection}", connection, Some.Time(9), Some.Time(1), "verifier", default);

        var rotated = await new KeyRotation(storage.Database, storage.Options!).RotateAsync(Now, default);
        rotated.Renewed.ShouldBeGreaterThanOrEqualTo(2);
        rotated.OldFiles.ShouldNotBeEmpty();
        rotated.OldFiles.ShouldAllBe(file => File.Exists(file));

        // The stores that were open before use the new key at once.
        await storage.Authorizations.SaveAsync(other, New("b"), default);
        (await storage.Authorizations.FindAsync(connection, default))!.AccessToken.ShouldBe("a");
        foreach (var file in rotated.OldFiles)
        {
            File.Delete(file);
        }

        var elsewhere = new AuthorizationStore(storage.Database, storage.Options!);
        foreach (var store in new[] { storage.Authorizations, elsewhere })
        {
            (await store.FindAsync(connection, default))!.AccessToken.ShouldBe("a");
            (await store.FindAsync(other, default))!.AccessToken.ShouldBe("b");
        }

        (await storage.Consents.TakeAsync<string>($"{connection}", Some.Time(1), default)).ShouldBe((connection, "verifier"));
        await storage.Authorizations.DeleteAsync(connection, default);
        await storage.Authorizations.DeleteAsync(other, default);
    }

    [Fact]
    public async Task A_token_that_is_renewed_while_keys_are_rotated_is_never_lost()
    {
        var connection = Guid.NewGuid();
        await storage.Authorizations.SaveAsync(connection, New("0"), default);
        using var stop = new CancellationTokenSource();
        var renewing = Task.Run(async () =>
        {
            var last = 0;
            while (!stop.IsCancellationRequested)
            {
                var known = (await storage.Authorizations.FindAsync(connection, default))!;
                await storage.Authorizations.ReplaceAsync(connection, known, New($"{++last}"), default);
            }

            return last;
        });
        RotatedKeys rotated = null!;
        for (var i = 0; i < 3; i++)
        {
            rotated = await new KeyRotation(storage.Database, storage.Options!).RotateAsync(Now, default);
        }

        await stop.CancelAsync();
        var last = await renewing;
        rotated.OldFiles.ToList().ForEach(File.Delete);
        (await storage.Authorizations.FindAsync(connection, default))!.AccessToken.ShouldBe($"{last}");
        await storage.Authorizations.DeleteAsync(connection, default);
    }

    [Fact]
    public async Task What_nobody_can_open_any_more_is_counted_and_left_as_it_is()
    {
        var connection = Guid.NewGuid();
        await using (var session = await storage.Database.Dialect.WriteAsync(default))
        {
            await session.ExecuteAsync("insert into authorization_grant (connection, version, body) values (@id, 1, @body)", new { id = Columns.ToText(connection), body = new byte[64] }, default);
            await session.CommitAsync(default);
        }

        (await new KeyRotation(storage.Database, storage.Options!).RotateAsync(Now, default)).Unreadable.ShouldBe(1);
        Seal.KeyOf([]).ShouldBe(Guid.Empty);
        (await storage.Authorizations.FindAsync(connection, default)).ShouldBeNull();
        await storage.Authorizations.DeleteAsync(connection, default);
    }

    private static Authorization New(string token) => new()
    {
        AccessToken = token, AccessExpiresAt = Instant.FromUtc(2026, 11, 20, 8, 0), RefreshToken = "refresh " + token, Organisation = "org", OrganisationName = "A shop",
    };
}

public sealed class KeyRotationOnSqlite(SqliteStorage storage) : KeyRotationLaws(storage), IClassFixture<SqliteStorage>;

public sealed class KeyRotationOnPostgres(PostgresStorage storage) : KeyRotationLaws(storage), IClassFixture<PostgresStorage>;
