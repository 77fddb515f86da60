using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class PushLaws(StorageFixture storage)
{
    [Fact]
    public async Task A_later_version_replaces_and_an_older_one_never_does()
    {
        var shop = await storage.NewShopAsync();
        (await shop.PushAsync(1, Some.Order("o", modified: 5, version: 5))).ShouldBe(1);
        (await shop.PushAsync(2, Some.Order("o", modified: 3, version: 3))).ShouldBe(0);
        (await shop.PayloadAsync(RecordKind.Order, "o"))!.ShouldContain("\"total\":5");
        (await shop.PushAsync(3, Some.Order("o", modified: 7, version: 7))).ShouldBe(1);
        var stored = await shop.FindAsync(RecordKind.Order, "o");
        stored!.Value.Changed.ShouldBe(Some.Time(7));
        ((Order)stored.Value.Content!).Total.ShouldBe(7);
    }

    [Fact]
    public async Task A_second_push_of_the_same_version_changes_nothing()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("dated", modified: 1), Some.Order("undated"));
        var before = await shop.AllAsync();
        (await shop.PushAsync(9, Some.Order("dated", modified: 1), Some.Order("undated"))).ShouldBe(0);
        var after = await shop.AllAsync();
        after.Select(Face).ShouldBe(before.Select(Face));
        (await shop.StateAsync()).Head.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_versions_of_one_moment_the_last_to_arrive_stays()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o", modified: 1, version: 1));
        (await shop.PushAsync(2, Some.Order("o", modified: 1, version: 2))).ShouldBe(1);
        (await shop.PayloadAsync(RecordKind.Order, "o"))!.ShouldContain("\"total\":2");
    }

    [Fact]
    public async Task A_record_without_a_date_counts_from_its_arrival()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(4, Some.Order("o", version: 1));
        (await shop.FindAsync(RecordKind.Order, "o"))!.Value.Changed.ShouldBe(Some.Time(4));
        (await shop.PushAsync(5, Some.Order("o", modified: 3, version: 2))).ShouldBe(0);
        (await shop.PushAsync(6, Some.Order("o", version: 3))).ShouldBe(1);
    }

    [Fact]
    public async Task A_delete_takes_effect_whatever_the_source_dated_the_record()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o", modified: 50, version: 1));
        (await shop.PushAsync(2, Some.Delete(RecordKind.Order, "o"))).ShouldBe(1);
        var stored = (await shop.FindAsync(RecordKind.Order, "o"))!.Value;
        stored.IsDeleted.ShouldBeTrue();
        stored.Content.ShouldBeNull();
        stored.Changed.ShouldBe(Some.Time(50));
        stored.Created.ShouldBe(Some.Time(-100));
        (await shop.PayloadAsync(RecordKind.Order, "o")).ShouldBeNull();
        (await shop.PushAsync(3, Some.Order("o", modified: 50, version: 1))).ShouldBe(0);
        (await shop.PushAsync(3, Some.Order("o", modified: 51, version: 1))).ShouldBe(1);
    }

    [Fact]
    public async Task A_delete_of_what_was_never_seen_is_remembered()
    {
        var shop = await storage.NewShopAsync();
        (await shop.PushAsync(10, Some.Delete(RecordKind.Order, "o"))).ShouldBe(1);
        (await shop.PushAsync(11, Some.Order("o", modified: 9, version: 1))).ShouldBe(0);
        (await shop.FindAsync(RecordKind.Order, "o"))!.Value.IsDeleted.ShouldBeTrue();
        (await shop.PushAsync(12, Some.Order("o", modified: 11, version: 2))).ShouldBe(1);
        (await shop.FindAsync(RecordKind.Order, "o"))!.Value.IsDeleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeated_delete_changes_nothing_but_holds_longer()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Delete(RecordKind.Order, "o"));
        var sequence = (await shop.FindAsync(RecordKind.Order, "o"))!.Value.Sequence;
        (await shop.PushAsync(5, Some.Delete(RecordKind.Order, "o"))).ShouldBe(0);
        (await shop.FindAsync(RecordKind.Order, "o"))!.Value.Sequence.ShouldBe(sequence);
        (await shop.PushAsync(6, Some.Order("o", modified: 3))).ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_transaction_is_still_found_by_what_it_hung_on()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Transaction("p", RecordKind.PaymentTransaction, link: "o"));
        await shop.PushAsync(2, Some.Delete(RecordKind.PaymentTransaction, "p"));
        var found = await storage.Syncs.FindByLinkAsync(shop.Connection, RecordKinds.OfTransactions, [RecordKey.Of("o")], default);
        found.ShouldHaveSingleItem().IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Transactions_of_one_id_and_two_types_are_two_records()
    {
        var shop = await storage.NewShopAsync();
        (await shop.PushAsync(1, Some.Transaction("p", RecordKind.PaymentTransaction, "o"), Some.Transaction("p", RecordKind.PaymentFee, "p"))).ShouldBe(2);
        await shop.PushAsync(2, Some.Delete(RecordKind.PaymentFee, "p"));
        (await shop.FindAsync(RecordKind.PaymentTransaction, "p"))!.Value.IsDeleted.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_sent_twice_in_one_push_is_one_record()
    {
        var shop = await storage.NewShopAsync();
        var changed = await shop.PushAsync(
            9,
            Some.Order("late first", modified: 5, version: 5),
            Some.Order("late first", modified: 2, version: 2),
            Some.Order("same moment", modified: 1, version: 1),
            Some.Order("same moment", modified: 1, version: 2),
            Some.Order("deleted last", modified: 20, version: 1),
            Some.Delete(RecordKind.Order, "deleted last"),
            Some.Delete(RecordKind.Order, "deleted first"),
            Some.Order("deleted first", modified: 8, version: 1));
        changed.ShouldBe(4);
        (await shop.PayloadAsync(RecordKind.Order, "late first"))!.ShouldContain("\"total\":5");
        (await shop.PayloadAsync(RecordKind.Order, "same moment"))!.ShouldContain("\"total\":2");
        (await shop.FindAsync(RecordKind.Order, "deleted last"))!.Value.Changed.ShouldBe(Some.Time(20));
        (await shop.FindAsync(RecordKind.Order, "deleted first"))!.Value.IsDeleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Connections_do_not_share_records()
    {
        var (one, other) = (await storage.NewShopAsync(), await storage.NewShopAsync());
        await one.PushAsync(1, Some.Order("o", version: 1));
        (await other.PushAsync(1, Some.Order("o", version: 2))).ShouldBe(1);
        (await one.PayloadAsync(RecordKind.Order, "o"))!.ShouldContain("\"total\":1");
    }

    [Fact]
    public async Task A_payload_comes_back_byte_by_byte()
    {
        var shop = await storage.NewShopAsync();
        var payload = "{ \"id\" :\t\"ö\", \"x\": \"" + new string('é', 20_000) + "\"}";
        await shop.PushAsync(1, Some.Order("ö") with { Payload = System.Text.Encoding.UTF8.GetBytes(payload) });
        (await shop.PayloadAsync(RecordKind.Order, "ö")).ShouldBe(payload);
    }

    [Fact]
    public async Task A_dataset_tells_what_it_changed_and_moves_the_connections_last_sync()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(3, Some.Order("a", modified: 1));
        var dataset = shop.Dataset(5, 2) with { Errors = [new DatasetRemark("b", "No currency.")], Warnings = [new DatasetRemark("a", "Odd.")] };
        var stored = await storage.Records.PushAsync(dataset, [Some.Order("a", modified: 1), Some.Order("b")], default);
        stored.Changed.ShouldBe(1);
        var found = await storage.Datasets.FindAsync(shop.Company, dataset.Id, default);
        Columns.ToJson(found).ShouldBe(Columns.ToJson(stored));
        var listed = await storage.Datasets.ListAsync(shop.Company, Some.Page(take: 1), default);
        listed.Total.ShouldBe(2);
        listed.Items.ShouldHaveSingleItem().Id.ShouldBe(dataset.Id);
        (await storage.Datasets.FindAsync(shop.Company + 1, dataset.Id, default)).ShouldBeNull();
        (await storage.Connections.FindAsync(shop.Company, shop.ConnectionId, default))!.LastSync.ShouldBe(Some.Time(5));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(5000)]
    public async Task A_push_that_fails_leaves_nothing(int count)
    {
        var shop = await storage.NewShopAsync();
        var dataset = shop.Dataset(1, count);
        await storage.Records.PushAsync(dataset, [Some.Order("first")], default);
        var records = Enumerable.Range(0, count).Select(i => Some.Order($"o{i}")).ToList();

        // The dataset's row goes last, and its id is taken.
        await Should.ThrowAsync<System.Data.Common.DbException>(() => storage.Records.PushAsync(dataset, records, default));
        (await shop.AllAsync()).ShouldHaveSingleItem();
        (await shop.StateAsync()).Head.ShouldBe(1);
        (await shop.PushAsync(1, records)).ShouldBe(count);
        (await shop.PushAsync(2, records)).ShouldBe(0);
    }

    [Fact]
    public async Task A_push_to_a_connection_that_is_gone_is_refused()
    {
        var shop = await storage.NewShopAsync();
        await storage.Companies.DeleteAsync(shop.Company, default);
        await Should.ThrowAsync<InvalidOperationException>(() => shop.PushAsync(1, Some.Order("o")));
    }

    private static (long Number, long Sequence, Instant Changed, bool IsDeleted) Face(StoredRecord record) =>
        (record.Number, record.Sequence, record.Changed, record.IsDeleted);
}

public sealed class PushLawsOnSqlite(SqliteStorage storage) : PushLaws(storage), IClassFixture<SqliteStorage>;

public sealed class PushLawsOnPostgres(PostgresStorage storage) : PushLaws(storage), IClassFixture<PostgresStorage>;
