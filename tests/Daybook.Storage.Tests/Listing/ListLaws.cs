using System.Text.Json;
using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests.Listing;

public abstract class ListLaws(StorageFixture storage)
{
    private static readonly IReadOnlyList<RecordKind> Orders = [RecordKind.Order];

    [Fact]
    public async Task Any_query_over_any_records_shows_what_comparing_them_one_by_one_shows()
    {
        foreach (var seed in Enumerable.Range(0, 12))
        {
            var any = new AnyList(new Random(seed));
            var (shop, naive) = await FillAsync(any, 40);
            for (var i = 0; i < 40; i++)
            {
                var query = any.Query();
                var page = await storage.Data.ListAsync(shop.Connection, Orders, query, default);
                var (ids, total) = naive.Read(query);
                var told = $"seed {seed}, query {i}: {Written(query)}";
                page.Items.Select(IdOf).ShouldBe(ids, told);
                page.Total.ShouldBe(total, told);
            }
        }
    }

    [Fact]
    public async Task Records_come_in_the_order_of_their_changes_and_each_page_in_its_place()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, [.. Enumerable.Range(0, 9_000).Select(i => Some.Order("a" + i))]);
        await shop.PushAsync(2, [.. Enumerable.Range(0, 3_000).Select(i => Some.Order("a" + (i * 2), version: 1))]);
        await shop.PushAsync(3, [.. Enumerable.Range(0, 500).Select(i => Some.Delete(RecordKind.Order, "a" + (i * 3))), Some.Order("last")]);
        var expected = Enumerable.Range(0, 9_000).Where(i => i % 3 != 0 || i >= 1_500).Select(i => (Id: "a" + i, Rank: i % 2 == 0 && i < 6_000 ? 1 : 0)).OrderBy(one => one.Rank)
            .Select(one => one.Id).Append("last").ToList();
        var since = Some.Page(take: 5_000) with { Filter = new Comparison(AnyList.Columns.Find("modifiedDate")!, ListOperator.GreaterOrEqual, Operand.Of(Some.Time(2).ToString())) };
        (await storage.Data.ListAsync(shop.Connection, Orders, since, default)).Items.Select(IdOf).ShouldBe(Enumerable.Reverse(expected.TakeLast(2_751)));
        foreach (var newestFirst in new[] { true, false })
        {
            var order = newestFirst ? Enumerable.Reverse(expected).ToList() : expected;
            foreach (var (skip, take) in new[] { (0, 10), (0, 5_000), (4_000, 300), (4_095, 3), (8_100, 500), (8_500, 10), (8_501, 10), (20_000, 10) })
            {
                var query = new ListQuery { Skip = skip, Take = take, Order = [new Ordering(AnyList.Columns.Find("modifiedDate")!, newestFirst)] };
                var page = await storage.Data.ListAsync(shop.Connection, Orders, query, default);
                page.Total.ShouldBe(expected.Count);
                page.Items.Select(IdOf).ShouldBe(order.Skip(skip).Take(take), $"skip {skip}, take {take}");
                page.Items.Select(item => item.Modified).ShouldBeInOrder(newestFirst ? SortDirection.Descending : SortDirection.Ascending);
            }
        }
    }

    [Fact]
    public void What_is_counted_is_what_is_there_whatever_is_pushed() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var chance = new Random(seed);
        var shop = storage.NewShopAsync().GetAwaiter().GetResult();
        for (var push = 0; push < 8; push++)
        {
            var records = Enumerable.Range(0, chance.Next(1, 6)).Select(_ =>
            {
                var id = "r" + chance.Next(8);
                var kind = chance.Next(3) == 0 ? RecordKind.PaymentFee : RecordKind.PaymentTransaction;
                return chance.Next(3) == 0 ? Some.Delete(kind, id) : Some.Transaction(id, kind, modified: chance.Next(2) == 0 ? null : chance.Next(20), version: chance.Next(3));
            }).ToList();
            shop.PushAsync(chance.Next(10), records).GetAwaiter().GetResult();
        }

        var live = shop.AllAsync().GetAwaiter().GetResult().Count(record => !record.IsDeleted);
        var page = storage.Data.ListAsync(shop.Connection, RecordKinds.OfTransactions, Some.Page(take: 100), default).GetAwaiter().GetResult();
        page.Items.Count.ShouldBe(live);
        page.Total.ShouldBe(live);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public async Task A_push_received_before_another_but_stored_after_it_was_seen_last()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(5, Some.Order("first"));
        await shop.PushAsync(3, Some.Order("second"));
        var page = await storage.Data.ListAsync(shop.Connection, Orders, Some.Page(), default);
        page.Items.Select(item => (IdOf(item), item.Modified)).ShouldBe([("second", Some.Time(5)), ("first", Some.Time(5))]);
    }

    [Fact]
    public async Task Payloads_that_a_database_can_not_hold_as_JSON_do_not_fail_a_query()
    {
        var shop = await storage.NewShopAsync();
        string[] payloads = ["""{"id":"p0","note":"a\u0000b"}""", """{"id":"p1","note":"a\ud800b"}""", """{"id":"p2","note":1e400,"other":1e999999}""", """{"id":"p3","note":"ab"}"""];
        await shop.PushAsync(1, [.. payloads.Select((json, i) => Some.Order("p" + i) with { Payload = System.Text.Encoding.UTF8.GetBytes(json) })]);
        var query = Some.Page() with { Filter = new Comparison(AnyList.Columns.Find("note")!, ListOperator.Contains, Operand.Of("AB")) };
        (await storage.Data.ListAsync(shop.Connection, Orders, query, default)).Items.Select(IdOf).ShouldBe(["p3"]);
    }

    [Fact]
    public async Task A_deleted_connection_leaves_no_count_behind()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        await storage.Connections.DeleteAsync((await storage.Connections.ListAsync(shop.Company, default))[0], default);
        (await storage.Data.ListAsync(shop.Connection, Orders, Some.Page(), default)).Total.ShouldBe(0);
    }

    private async Task<(Shop Shop, NaiveList Naive)> FillAsync(AnyList any, int count)
    {
        var shop = await storage.NewShopAsync();
        var items = new List<NaiveList.Item>();
        foreach (var (push, numbers) in Enumerable.Range(0, count).Chunk(7).Index())
        {
            var records = numbers.Select(any.Record).ToList();
            await shop.PushAsync(push, records);
            items.AddRange(records.Select((record, i) => new NaiveList.Item(
                "o" + numbers[i], numbers[i], JsonDocument.Parse(record.Payload).RootElement, Some.Time(push), record.Created)));
        }

        return (shop, new NaiveList(items));
    }

    private static string IdOf(PushedData data) => JsonDocument.Parse(data.Payload).RootElement.GetProperty("id").GetString()!;

    private static string Written(ListQuery query)
    {
        static string Of(Filter? filter) => filter switch
        {
            EachOf each => "{" + string.Join(" && ", each.Terms.Select(Of)) + "}",
            AnyOf one => "{" + string.Join(" || ", one.Terms.Select(Of)) + "}",
            Comparison one => $"{one.Column.Name} {one.Operator} {one.Value.Text}",
            _ => "all",
        };

        return $"{Of(query.Filter)} by {string.Join(",", query.Order.Select(one => (one.IsDescending ? "-" : "") + one.Column.Name))} skip {query.Skip} take {query.Take}";
    }
}

public sealed class ListLawsOnSqlite(SqliteStorage storage) : ListLaws(storage), IClassFixture<SqliteStorage>;

public sealed class ListLawsOnPostgres(PostgresStorage storage) : ListLaws(storage), IClassFixture<PostgresStorage>;
