using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class AuthorizationLaws(StorageFixture storage)
{
    [Fact]
    public async Task An_authorization_comes_back_as_it_was_stored_until_it_is_forgotten()
    {
        var connection = Guid.NewGuid();
        (await storage.Authorizations.FindAsync(connection, default)).ShouldBeNull();
        await storage.Authorizations.SaveAsync(connection, New("a"), default);
        await storage.Authorizations.SaveAsync(connection, New("b"), default);
        (await storage.Authorizations.FindAsync(connection, default)).ShouldBe(New("b") with { Version = 2 });
        await storage.Authorizations.DeleteAsync(connection, default);
        (await storage.Authorizations.FindAsync(connection, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_several_that_refresh_at_once_one_wins_and_all_learn_its_tokens()
    {
        var connection = Guid.NewGuid();
        await storage.Authorizations.SaveAsync(connection, New("a"), default);
        var known = (await storage.Authorizations.FindAsync(connection, default))!;
        var stored = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => storage.Authorizations.ReplaceAsync(connection, known, New($"next {i}"), default))));
        stored.Distinct().ShouldHaveSingleItem()!.Version.ShouldBe(2);
        (await storage.Authorizations.ReplaceAsync(Guid.NewGuid(), known, New("b"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task No_token_can_be_read_in_the_database()
    {
        var connection = Guid.NewGuid();
        await storage.Authorizations.SaveAsync(connection, New("open sesame"), default);
        await using var session = await storage.Database.Dialect.ReadAsync(default);
        var body = await session.FirstAsync<byte[]>("select body from authorization_grant where connection = @id", new { id = Columns.ToText(connection) }, default);
        System.Text.Encoding.UTF8.GetString(body!).ShouldNotContain("sesame");
        New("open sesame").ToString().ShouldNotContain("sesame");
    }

    [Fact]
    public async Task Without_the_keys_that_it_was_closed_with_an_authorization_is_as_if_it_had_never_been()
    {
        var connection = Guid.NewGuid();
        await storage.Authorizations.SaveAsync(connection, New("a"), default);
        var folder = Directory.CreateTempSubdirectory("daybook-keys-");
        try
        {
            var elsewhere = new AuthorizationStore(storage.Database, new StorageOptions { DataFolder = folder.FullName });
            (await elsewhere.FindAsync(connection, default)).ShouldBeNull();
            (await storage.Authorizations.FindAsync(connection, default)).ShouldNotBeNull();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Only_a_linked_connection_is_deauthorized_and_it_can_be_linked_again()
    {
        var shop = await storage.NewShopAsync();
        var ledger = (await storage.Connections.AddAsync(Some.Ledger(shop.Company, ConnectionStatus.PendingAuth), default))!;
        await storage.Authorizations.DeauthorizeAsync(ledger.Id, default);
        (await storage.Connections.FindAsync(ledger.Id, default))!.Status.ShouldBe(ConnectionStatus.PendingAuth);
        (await storage.Connections.LinkAsync(ledger.Id, default)).ShouldBeTrue();
        await storage.Authorizations.DeauthorizeAsync(ledger.Id, default);
        (await storage.Connections.FindAsync(ledger.Id, default))!.Status.ShouldBe(ConnectionStatus.Deauthorized);
        var other = (await storage.Connections.AddAsync(Some.Ledger(shop.Company), default))!;
        (await storage.Connections.LinkAsync(ledger.Id, default)).ShouldBeFalse();
        await storage.Connections.SaveAsync(other with { Status = ConnectionStatus.Unlinked }, default);
        (await storage.Connections.LinkAsync(ledger.Id, default)).ShouldBeTrue();
        (await storage.Connections.LinkAsync(Guid.NewGuid(), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_consent_is_taken_once_and_not_after_its_time()
    {
        var (state, connection) = ($"{Guid.NewGuid()}", Guid.NewGuid());
        await storage.Consents.AddAsync(state, connection, Some.Time(2), Some.Time(1), "verifier", default);
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => storage.Consents.TakeAsync<string>(state, Some.Time(1), default))));
        taken.Single(one => one is not null).ShouldBe((connection, "verifier"));

        await storage.Consents.AddAsync(state, connection, Some.Time(2), Some.Time(1), "late", default);
        (await storage.Consents.TakeAsync<string>(state, Some.Time(2), default)).ShouldBeNull();
        (await storage.Consents.TakeAsync<string>("another", Some.Time(1), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_opens_the_books_goes_with_the_connection()
    {
        var shop = await storage.NewShopAsync();
        await storage.Authorizations.SaveAsync(shop.ConnectionId, New("a"), default);
        await storage.Consents.AddAsync($"{shop.ConnectionId}", shop.ConnectionId, Some.Time(9), Some.Time(1), "verifier", default);
        await storage.Connections.DeleteAsync((await storage.Connections.FindAsync(shop.ConnectionId, default))!, default);
        (await storage.Authorizations.FindAsync(shop.ConnectionId, default)).ShouldBeNull();
        (await storage.Consents.TakeAsync<string>($"{shop.ConnectionId}", Some.Time(1), default)).ShouldBeNull();

        var other = await storage.NewShopAsync();
        await storage.Authorizations.SaveAsync(other.ConnectionId, New("a"), default);
        await storage.Companies.DeleteAsync(other.Company, default);
        (await storage.Authorizations.FindAsync(other.ConnectionId, default)).ShouldBeNull();
    }

    private static Authorization New(string token) => new()
    {
        AccessToken = token,
        AccessExpiresAt = Instant.FromUtc(2026, 11, 20, 8, 0),
        RefreshToken = "refresh " + token,
        PreviousRefreshToken = "before",
        Organisation = "org",
        OrganisationName = "A shop — ö",
        PlatformConnection = "tie",
    };
}

public sealed class AuthorizationLawsOnSqlite(SqliteStorage storage) : AuthorizationLaws(storage), IClassFixture<SqliteStorage>;

public sealed class AuthorizationLawsOnPostgres(PostgresStorage storage) : AuthorizationLaws(storage), IClassFixture<PostgresStorage>;
