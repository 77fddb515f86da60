using Daybook.Storage.Listing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class DeliveryLaws(StorageFixture storage)
{
    private readonly Guid one = Guid.NewGuid();
    private readonly Guid other = Guid.NewGuid();

    [Fact]
    public async Task Each_event_is_handed_out_once_and_stands_in_every_queue_in_the_order_of_happening()
    {
        var shop = await storage.NewShopAsync();
        var handed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => HandOutAsync(shop.CompanyId)));
        handed.Sum().ShouldBeGreaterThanOrEqualTo(3);
        (await HandOutAsync(shop.CompanyId)).ShouldBe(0);
        (await storage.Deliveries.AnyToHandOutAsync(default)).ShouldBeFalse();

        foreach (var subscriber in new[] { one, other })
        {
            (await storage.Deliveries.CountWaitingAsync(subscriber, default)).ShouldBe(3);
            (await DrainAsync(subscriber)).ShouldBe(["company.created", "connection.created", "connection.connected"]);
        }
    }

    [Fact]
    public async Task One_server_at_a_time_works_on_a_queue_until_its_lease_has_run_out()
    {
        var shop = await storage.NewShopAsync();
        await HandOutAsync(shop.CompanyId);
        var (now, until) = (Some.Time(0), Some.Time(2));
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => storage.Deliveries.TakeAsync(one, now, until, default)));
        taken.Count(subscriber => subscriber is not null).ShouldBe(1);
        (await storage.Deliveries.ListDueAsync(now, default)).ShouldNotContain(one);
        (await storage.Deliveries.ListDueAsync(until, default)).ShouldContain(one);
        (await storage.Deliveries.TakeAsync(one, until, Some.Time(4), default)).ShouldNotBeNull();
        await storage.Deliveries.ReleaseAsync(one, default);
        (await storage.Deliveries.ListDueAsync(now, default)).ShouldContain(one);
        await storage.Deliveries.TakeAsync(one, now, until, default);
        await storage.Deliveries.ReleaseAllAsync(default);
        (await storage.Deliveries.ListDueAsync(now, default)).ShouldContain(one);
    }

    [Fact]
    public async Task What_failed_stays_first_is_not_due_before_its_time_and_is_kept_while_a_subscriber_is_off()
    {
        var shop = await storage.NewShopAsync();
        await HandOutAsync(shop.CompanyId);
        var first = (await storage.Deliveries.NextAsync(one, default))!;
        await storage.Deliveries.SaveFailedAsync(one, Attempt(first, 0, "It answered 503."), Some.Time(5), isOff: false, default);
        await storage.Deliveries.SaveFailedAsync(one, Attempt(first, 5, "It answered 503."), Some.Time(9), isOff: false, default);
        (await storage.Deliveries.TakeAsync(one, Some.Time(8), Some.Time(10), default)).ShouldBeNull();
        (await storage.Deliveries.FindAsync(one, default)).ShouldBe(new Subscriber(one, 2, Some.Time(0), IsOff: false));
        (await storage.Deliveries.NextAsync(one, default))!.Number.ShouldBe(first.Number);

        await storage.Deliveries.SaveFailedAsync(one, Attempt(first, 9, "It answered 503."), Some.Time(10), isOff: true, default);
        (await storage.Deliveries.ListDueAsync(Some.Time(1_000_000), default)).ShouldNotContain(one);
        await storage.Deliveries.PurgeAsync(Some.Time(1_000_000), default);
        await storage.Deliveries.SwitchOnAsync(one, default);
        (await storage.Deliveries.ListDueAsync(Some.Time(0), default)).ShouldContain(one);
        (await DrainAsync(one)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Attempts_are_listed_newest_first_and_forgotten_with_events_that_nobody_waits_for()
    {
        var shop = await storage.NewShopAsync();
        await HandOutAsync(shop.CompanyId);
        var created = (await storage.Deliveries.NextAsync(one, default))!.Event;
        await DrainAsync(one);
        (await AttemptsAsync(2)).Items.Select(attempt => attempt.Type).ShouldBe(["connection.connected", "connection.created"]);
        (await AttemptsAsync(2)).Total.ShouldBe(3);
        (await storage.Deliveries.ReplayAsync(one, created.Id, default)).ShouldBeTrue();
        (await DrainAsync(one)).ShouldBe(["company.created"]);
        await storage.Deliveries.ForgetAsync(other, default);
        (await storage.Deliveries.FindAsync(other, default)).ShouldBeNull();
        await storage.Deliveries.PurgeAsync(Some.Time(1_000_000_000), default);
        (await AttemptsAsync(2)).Total.ShouldBe(0);
        (await storage.Deliveries.ReplayAsync(one, created.Id, default)).ShouldBeFalse();
    }

    private Task<ListPage<DeliveryAttempt>> AttemptsAsync(int most) => storage.Deliveries.ListAttemptsAsync(one, new ListQuery { Skip = 0, Take = most }, default);

    private Task<int> HandOutAsync(Guid company) =>
        storage.Deliveries.HandOutAsync(happened => happened.Company == company ? [one, other] : [], 1_000, default);

    private async Task<List<string>> DrainAsync(Guid subscriber)
    {
        var told = new List<string>();
        while (await storage.Deliveries.NextAsync(subscriber, default) is { } delivery)
        {
            told.Add(delivery.Event.Type);
            await storage.Deliveries.SaveToldAsync(subscriber, delivery, Attempt(delivery, told.Count, null), Some.Time(0), default);
        }

        return told;
    }

    private static DeliveryAttempt Attempt(Delivery delivery, int minutes, string? error) =>
        new(delivery.Event.Id, delivery.Event.Type, Some.Time(minutes), error is null ? 200 : 503, error, Duration.FromMilliseconds(7));
}

public sealed class DeliveriesOnSqlite(SqliteStorage storage) : DeliveryLaws(storage), IClassFixture<SqliteStorage>;

public sealed class DeliveriesOnPostgres(PostgresStorage storage) : DeliveryLaws(storage), IClassFixture<PostgresStorage>;
