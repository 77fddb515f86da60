using System.Security.Cryptography;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class LimitLaws(StorageFixture storage)
{
    private static readonly LocalDate Day = new(2026, 11, 20);

    [Fact]
    public async Task Many_who_take_from_one_day_get_together_what_it_has()
    {
        var day = Day.PlusDays(100);
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => storage.Quotas.TakeAsync(day, 7, 100, default)));
        taken.Sum(one => one.Given).ShouldBe(100);
        (await storage.Quotas.TakeAsync(day, 7, 100, default)).ShouldBe((0, 100));
        (await storage.Quotas.TakeAsync(day.PlusDays(1), 7, 100, default)).ShouldBe((7, 7));
        (await TypesAsync("client.rateLimit.reached")).ShouldHaveSingleItem();
        await storage.Quotas.TellResetAsync(day, 100, default);
        (await TypesAsync("client.rateLimit.reset")).ShouldBeEmpty();
        await storage.Quotas.TellResetAsync(day.PlusDays(1), 100, default);
        await storage.Quotas.TellResetAsync(day.PlusDays(1), 100, default);
        (await TypesAsync("client.rateLimit.reset")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_turn_is_one_servers_until_it_is_given_back_or_the_server_dies()
    {
        var (company, other) = (Guid.NewGuid(), Guid.NewGuid());
        (await storage.Turns.TryTakeAsync(company, 0, default)).ShouldBeTrue();
        await using (var second = storage.OpenAgain())
        {
            var turns = new TurnStore(second);
            (await turns.TryTakeAsync(company, 0, default)).ShouldBe(!storage.IsShared);
            (await turns.TryTakeAsync(company, 1, default)).ShouldBeTrue();
            (await turns.TryTakeAsync(other, 0, default)).ShouldBeTrue();
            (await storage.Turns.TryTakeAsync(company, 1, default)).ShouldBe(!storage.IsShared);
            await storage.Turns.GiveBackAsync(company, 0);
            (await turns.TryTakeAsync(company, 0, default)).ShouldBeTrue();
        }

        (await storage.Turns.TryTakeAsync(company, 0, default)).ShouldBeTrue();
        (await storage.Turns.TryTakeAsync(company, 1, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_a_claim_without_one_for_ten_minutes()
    {
        var (id, token, now) = (NewId(), Guid.NewGuid(), Some.Time(0));
        (await storage.Answers.ClaimAsync(id, token, now, default)).ShouldBeNull();
        (await storage.Answers.ClaimAsync(id, Guid.NewGuid(), now, default))!.Status.ShouldBeNull();
        await storage.Answers.KeepAsync(id, token, new KeptAnswer([1, 2], 200, "application/json", new byte[] { 3 }), default);
        var kept = (await storage.Answers.ClaimAsync(id, Guid.NewGuid(), now + AnswerStore.Kept - Duration.FromSeconds(1), default))!;
        (kept.Status, kept.ContentType).ShouldBe((200, "application/json"));
        kept.Request.ShouldBe([1, 2]);
        kept.Body.ToArray().ShouldBe([3]);
        (await storage.Answers.ClaimAsync(id, Guid.NewGuid(), now + AnswerStore.Kept, default)).ShouldBeNull();

        var dead = NewId();
        (await storage.Answers.ClaimAsync(dead, token, now, default)).ShouldBeNull();
        var heir = Guid.NewGuid();
        (await storage.Answers.ClaimAsync(dead, heir, now + AnswerStore.Stale, default)).ShouldBeNull();
        await storage.Answers.KeepAsync(dead, token, new KeptAnswer([1], 200, null, ReadOnlyMemory<byte>.Empty), default);
        await storage.Answers.ReleaseAsync(dead, token, default);
        (await storage.Answers.ClaimAsync(dead, token, now + AnswerStore.Stale, default))!.Status.ShouldBeNull();
        await storage.Answers.ReleaseAsync(dead, heir, default);
        (await storage.Answers.ClaimAsync(dead, token, now + AnswerStore.Stale, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_claims_at_once_one_holds_and_what_expired_is_forgotten()
    {
        var (id, now) = (NewId(), Some.Time(-100_000));
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.Answers.ClaimAsync(id, Guid.NewGuid(), now, default)));
        claims.Count(there => there is null).ShouldBe(1);
        (await storage.Answers.PurgeAsync(now + AnswerStore.Kept, default)).ShouldBe(1);
        (await storage.Answers.PurgeAsync(now + AnswerStore.Kept, default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_happens_to_companies_and_connections_is_told_in_order()
    {
        var start = (await storage.Events.ListAsync(0, 10_000, default)).Select(happened => happened.Number).DefaultIfEmpty(0).Max();
        var shop = await storage.NewShopAsync();
        var ledger = (await storage.Connections.AddAsync(Some.Ledger(shop.Company, ConnectionStatus.PendingAuth), default))!;
        await storage.Connections.SaveAsync(ledger with { Status = ConnectionStatus.Linked }, default);
        await storage.Connections.SaveAsync(ledger with { Status = ConnectionStatus.Linked, LastSync = Some.Time(1) }, default);
        await storage.Connections.SaveAsync(ledger with { Status = ConnectionStatus.Unlinked }, default);
        await storage.Connections.SaveAsync(ledger with { Status = ConnectionStatus.Linked }, default);
        await storage.Connections.DeleteAsync(ledger, default);
        await storage.Companies.DeleteAsync(shop.Company, default);
        var events = (await storage.Events.ListAsync(start, 100, default)).Where(happened => happened.Company == shop.CompanyId).ToList();
        events.Select(happened => happened.Type).ShouldBe(
        [
            "company.created", "connection.created", "connection.connected", "connection.created", "connection.connected",
            "connection.disconnected", "connection.reconnected", "connection.deleted", "company.deleted",
        ]);
        events.Select(happened => happened.Id).Distinct().Count().ShouldBe(events.Count);
        events[3].Facts.Connection!.Id.ShouldBe(ledger.Id);
        events[^1].Facts.Company!.Id.ShouldBe(shop.CompanyId);
        events[^1].CreatedAt.ShouldBe(storage.Clock.Now);
    }

    private static byte[] NewId() => SHA256.HashData(Guid.NewGuid().ToByteArray());

    private async Task<IEnumerable<Event>> TypesAsync(string type) => (await storage.Events.ListAsync(0, 10_000, default)).Where(happened => happened.Type == type);
}

public sealed class LimitsOnSqlite(SqliteStorage storage) : LimitLaws(storage), IClassFixture<SqliteStorage>;

public sealed class LimitsOnPostgres(PostgresStorage storage) : LimitLaws(storage), IClassFixture<PostgresStorage>;
