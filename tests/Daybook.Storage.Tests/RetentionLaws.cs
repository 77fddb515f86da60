using System.Text.Json.Nodes;
using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

/// <summary>What an operator does not keep for ever goes, and nothing else does.</summary>
public abstract class RetentionLaws(StorageFixture storage)
{
    [Theory]
    [InlineData(3)]
    [InlineData(1_200)]
    public async Task What_booked_records_say_is_forgotten_and_the_same_sent_again_changes_nothing(int count)
    {
        var shop = await storage.NewShopAsync();
        var orders = Enumerable.Range(0, count).Select(i => Some.Order($"o{i}")).ToList();
        await shop.PushAsync(1, orders);
        await shop.PlanAsync(await shop.BeginAsync(), [], []);
        var content = (await shop.FindAsync(RecordKind.Order, "o1"))!.Value.Content;

        (await storage.Retention.ForgetPayloadsAsync(Some.Time(1), default)).ShouldBe(0);
        (await storage.Retention.ForgetPayloadsAsync(Some.Time(2), default)).ShouldBe(count);
        (await storage.Retention.ForgetPayloadsAsync(Some.Time(2), default)).ShouldBe(0);

        var left = JsonNode.Parse((await shop.PayloadAsync(RecordKind.Order, "o1"))!)!.AsObject();
        left.Select(member => member.Key).ShouldBe(["id", "isForgotten"]);
        left["id"]!.GetValue<string>().ShouldBe("o1");
        (await shop.FindAsync(RecordKind.Order, "o1"))!.Value.Content.ShouldBeEquivalentTo(content);
        (await shop.PushAsync(5, orders)).ShouldBe(0);
        (await shop.PayloadAsync(RecordKind.Order, "o1"))!.ShouldContain("isForgotten");

        (await shop.PushAsync(6, [.. orders.Skip(2), Some.Order("o1", version: 2)])).ShouldBe(1);
        (await shop.PayloadAsync(RecordKind.Order, "o1"))!.ShouldContain("\"total\":2");
        (await shop.PushAsync(7, Some.Order("o0", modified: -50))).ShouldBe(0);
        (await shop.PushAsync(8, Some.Delete(RecordKind.Order, "o0"))).ShouldBe(1);
        (await shop.PayloadAsync(RecordKind.Order, "o0")).ShouldBeNull();
    }

    [Fact]
    public async Task What_no_plan_has_looked_at_or_is_not_booked_is_kept_until_it_is()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("waits"), Some.Order("booked"), Some.Item(RecordKind.Product, "tea"));
        var waits = (await shop.FindAsync(RecordKind.Order, "waits"))!.Value.Number;
        var sync = await shop.BeginAsync();
        await shop.PlanAsync(sync, [], [], [new Deferral(waits, RecordState.Waiting, Some.Early, "No payment.")]);
        await shop.EndAsync(sync);
        await shop.PushAsync(2, Some.Order("new"));

        await storage.Retention.ForgetPayloadsAsync(Some.Time(60), default);
        (await ForgottenAsync(shop)).ShouldBe([false, true, false]);
        (await storage.Records.FindPayloadAsync(shop.Connection, RecordKind.Product, RecordKey.Of("tea"), default)).ShouldNotBeNull();

        await shop.PlanAsync(await shop.BeginAsync(5), [], [], dueBefore: Some.Time(60));
        await storage.Retention.ForgetPayloadsAsync(Some.Time(60), default);
        (await ForgottenAsync(shop)).ShouldBe([true, true, true]);
        await storage.Companies.DeleteAsync(shop.Company, default);
    }

    [Fact]
    public async Task Old_datasets_go_but_the_newest_of_each_type_stays()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"));
        await shop.PushAsync(2, Some.Order("b"));
        await shop.PushAsync(3, Some.Order("c"));

        await storage.Retention.ForgetDatasetsAsync(Some.Time(2), default);
        (await DatasetsAsync(shop)).ShouldBe([Some.Time(3), Some.Time(2)]);
        await storage.Retention.ForgetDatasetsAsync(Some.Time(1_000_000), default);
        (await DatasetsAsync(shop)).ShouldBe([Some.Time(3)]);
        (await storage.Datasets.ListNewestAsync(shop.Company, ["commerce-orders"], default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_push_and_forgetting_at_the_same_time_do_not_stand_in_each_other_s_way()
    {
        var shop = await storage.NewShopAsync();
        var orders = Enumerable.Range(0, 500).Select(i => Some.Order($"o{i}")).ToList();
        await shop.PushAsync(1, orders);
        await shop.PlanAsync(await shop.BeginAsync(), [], []);

        await Task.WhenAll(
            Task.Run(() => storage.Retention.ForgetPayloadsAsync(Some.Time(60), default)),
            Task.Run(() => shop.PushAsync(2, [.. orders.AsEnumerable().Reverse().Select((_, i) => Some.Order($"o{499 - i}", version: 2))])),
            Task.Run(() => storage.Retention.ForgetPayloadsAsync(Some.Time(60), default)));

        foreach (var id in new[] { "o0", "o250", "o499" })
        {
            (await shop.PayloadAsync(RecordKind.Order, id))!.ShouldContain("\"total\":2");
        }
    }

    private async Task<List<bool>> ForgottenAsync(Shop shop)
    {
        var forgotten = new List<bool>();
        foreach (var id in new[] { "waits", "booked", "new" })
        {
            forgotten.Add((await shop.PayloadAsync(RecordKind.Order, id))!.Contains("isForgotten", StringComparison.Ordinal));
        }

        return forgotten;
    }

    private async Task<List<NodaTime.Instant>> DatasetsAsync(Shop shop) =>
        (await storage.Datasets.ListAsync(shop.Company, Some.Page(), default)).Items.Select(dataset => dataset.CompletedAt).ToList();
}

public sealed class RetentionOnSqlite(SqliteStorage storage) : RetentionLaws(storage), IClassFixture<SqliteStorage>;

public sealed class RetentionOnPostgres(PostgresStorage storage) : RetentionLaws(storage), IClassFixture<PostgresStorage>;
