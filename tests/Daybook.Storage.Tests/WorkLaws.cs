using Daybook.Bookkeeping;
using Daybook.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class WorkLaws(StorageFixture storage)
{
    [Fact]
    public async Task Work_is_what_changed_since_the_last_plan()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"), Some.Order("b"));
        var first = await shop.StateAsync();
        first.ShouldBe(new WorkState(2, 0, false));
        (await shop.WorkAsync(first.Planned, first.Head, Some.Early)).Count.ShouldBe(2);

        await shop.PlanAsync(await shop.BeginAsync(), [], []);
        (await shop.StateAsync()).Planned.ShouldBe(2);
        await shop.PushAsync(2, Some.Order("b", version: 2), Some.Order("c"));
        var state = await shop.StateAsync();
        var work = await shop.WorkAsync(state.Planned, state.Head, Some.Early);
        work.Select(record => ((Order)record.Content!).Id).ShouldBe(["b", "c"]);
    }

    [Fact]
    public async Task Changes_after_the_head_that_was_read_are_left_for_the_next_plan()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"));
        var head = (await shop.StateAsync()).Head;
        await shop.PushAsync(2, Some.Order("b"));
        (await shop.WorkAsync(0, head, Some.Early)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Work_comes_in_the_order_of_numbers_within_each_kind_and_only_of_the_kinds_asked_for()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? Some.Payment($"p{i}") : Some.Order($"o{i}")).ToList());
        await shop.PushAsync(2, Some.Order("o1", version: 5), Some.Delete(RecordKind.Order, "o2"), Some.Item(RecordKind.Product, "x"));
        var work = await shop.WorkAsync(-1, long.MaxValue, Some.Early, RecordKind.Order, RecordKind.Payment);
        work.Count.ShouldBe(30);
        foreach (var kind in work.GroupBy(record => record.Kind))
        {
            kind.Select(record => record.Number).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task A_deferred_record_is_looked_at_once_it_is_due()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"), Some.Order("b"), Some.Order("c"));
        var all = (await shop.AllAsync()).ToDictionary(record => ((Order)record.Content!).Id, record => record.Number);
        await shop.PlanAsync(
            await shop.BeginAsync(),
            [],
            [],
            [new Deferral(all["a"], RecordState.Pending, Some.Time(10), ""), new Deferral(all["b"], RecordState.Waiting, Some.Early, "No order.")]);
        (await shop.WorkAsync(3, 3, Some.Time(10))).Select(record => record.Number).ShouldBe([all["b"]]);
        (await shop.WorkAsync(3, 3, Some.Time(11))).Select(record => record.Number).ShouldBe([all["a"], all["b"]], ignoreOrder: true);

        // Due and changed as well: it comes once.
        await shop.PushAsync(2, Some.Order("b", version: 2));
        (await shop.WorkAsync(3, 4, Some.Time(11))).Select(record => record.Number).ShouldBe([all["a"], all["b"]], ignoreOrder: true);
    }

    [Fact]
    public async Task A_write_does_not_disturb_a_reader_in_the_midst_of_the_work()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Enumerable.Range(0, 3000).Select(i => Some.Order($"o{i}")).ToList());
        var read = 0;
        await foreach (var record in storage.Syncs.ReadWorkAsync(new WorkRange(shop.Connection, -1, long.MaxValue, Some.Early), [RecordKind.Order], default))
        {
            ((Order)record.Content!).Total.ShouldBe(0);
            if (read++ == 100)
            {
                await shop.PushAsync(2, Enumerable.Range(0, 3000).Select(i => Some.Order($"o{i}", version: 1)).ToList());
            }
        }

        read.ShouldBe(3000);
    }

    [Fact]
    public async Task Many_records_are_found_by_key_and_by_link()
    {
        const int count = 45_000;
        var shop = await storage.NewShopAsync();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(5000))
        {
            await shop.PushAsync(1, chunk.Select(i => Some.Transaction($"t{i}", RecordKind.PaymentTransaction, link: $"o{i / 2}")).ToList());
        }

        var keys = Enumerable.Range(0, count).Select(i => RecordKey.Of($"t{i}")).Append(RecordKey.Of("unknown")).Append(RecordKey.Of("t0")).ToList();
        (await storage.Syncs.FindByKeyAsync(shop.Connection, RecordKinds.OfTransactions, keys, default)).Select(record => record.Number).Distinct().Count().ShouldBe(count);
        (await storage.Syncs.FindByKeyAsync(shop.Connection, [RecordKind.Payout], keys, default)).ShouldBeEmpty();
        (await storage.Syncs.FindByKeyAsync(shop.Connection, RecordKinds.OfTransactions, [], default)).ShouldBeEmpty();

        var links = Enumerable.Range(0, count / 2).Select(i => RecordKey.Of($"o{i}")).ToList();
        var linked = await storage.Syncs.FindByLinkAsync(shop.Connection, RecordKinds.OfTransactions, links, default);
        linked.Count.ShouldBe(count);
        linked.ShouldAllBe(record => record.Link != null && record.Content is Transaction);
    }

    [Fact]
    public async Task The_catalogue_holds_what_means_something_and_what_people_call_it()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(
            1,
            Some.Item(RecordKind.Product, "gift", isGiftCard: true),
            Some.Item(RecordKind.Product, "tea", category: "drinks"),
            Some.Item(RecordKind.ProductCategory, "drinks", name: "Drinks"),
            Some.Item(RecordKind.ProductCategory, "gone", name: "Gone"),
            Some.Item(RecordKind.Location, "l1", name: "High Street"),
            Some.Item(RecordKind.PaymentMethod, "m1", name: "Voucher"),
            Some.Item(RecordKind.TaxComponent, "vat", name: "VAT", rate: 20));
        await shop.PushAsync(2, Some.Delete(RecordKind.ProductCategory, "gone"));
        var shopCatalogue = await storage.Syncs.ReadCatalogueAsync(shop.Connection, default);
        shopCatalogue.Catalogue.ProductOf("gift").IsGiftCard.ShouldBeTrue();
        shopCatalogue.Catalogue.ProductOf("tea").Category.ShouldBe("drinks");
        shopCatalogue.Catalogue.RateOf(new TaxShare("vat", null)).ShouldBe(20);
        shopCatalogue.Names["l1"].ShouldBe("High Street");
        shopCatalogue.Categories.ShouldBe([new ChartItem("drinks", "Drinks")]);
        shopCatalogue.PaymentMethods.ShouldBe([new ChartItem("m1", "Voucher")]);
        shopCatalogue.TaxComponents.ShouldBe([new ChartItem("vat", "VAT")]);
    }

    [Fact]
    public async Task A_product_or_tax_that_comes_to_mean_something_else_makes_the_next_plan_look_at_all()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Item(RecordKind.Product, "tea", category: "drinks"), Some.Item(RecordKind.TaxComponent, "vat", rate: 20));
        (await shop.StateAsync()).LookAtAll.ShouldBeFalse("no plan has looked yet");
        await shop.PlanAsync(await shop.BeginAsync(), [], []);

        await shop.PushAsync(2, Some.Item(RecordKind.Product, "tea", name: "Tea", category: "drinks"), Some.Item(RecordKind.Product, "plain"), Some.Order("o"));
        (await shop.StateAsync()).LookAtAll.ShouldBeFalse("a name and an ordinary product mean nothing to orders");

        await shop.PushAsync(3, Some.Item(RecordKind.Product, "tea", category: "hot drinks"));
        (await shop.StateAsync()).LookAtAll.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Each_change_of_meaning_is_noticed(int change)
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Item(RecordKind.Product, "tea", category: "drinks"), Some.Item(RecordKind.TaxComponent, "vat", rate: 20));
        await shop.PlanAsync(await shop.BeginAsync(), [], []);
        await shop.PushAsync(2, change switch
        {
            1 => Some.Item(RecordKind.TaxComponent, "vat", rate: 21),
            2 => Some.Delete(RecordKind.Product, "tea"),
            3 => Some.Item(RecordKind.Product, "voucher", isGiftCard: true),
            _ => Some.Delete(RecordKind.TaxComponent, "vat"),
        });
        (await shop.StateAsync()).LookAtAll.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_a_plan_that_has_seen_the_last_change_of_meaning_settles_it()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        var sync = await shop.BeginAsync();
        await shop.PlanAsync(sync, [], []);
        await shop.PushAsync(2, Some.Item(RecordKind.Product, "tea", category: "drinks"));
        var state = await shop.StateAsync();
        await shop.PushAsync(3, Some.Item(RecordKind.Product, "tea", category: "food"));
        await storage.Syncs.SavePlanAsync(sync, EmptyPlan(shop, -1, state.Head), default);
        (await shop.StateAsync()).LookAtAll.ShouldBeTrue("the second change came after the plan had read its head");
        var head = (await shop.StateAsync()).Head;
        await storage.Syncs.SavePlanAsync(sync, EmptyPlan(shop, state.Head, head), default);
        (await shop.StateAsync()).LookAtAll.ShouldBeTrue("the plan did not look at all");
        await storage.Syncs.SavePlanAsync(sync, EmptyPlan(shop, -1, head), default);
        (await shop.StateAsync()).LookAtAll.ShouldBeFalse();
    }

    private static NewPlan EmptyPlan(Shop shop, long after, long upTo) =>
        new() { Range = new WorkRange(shop.Connection, after, upTo, Some.Early), Documents = [], Parts = new PartBuffer(), Deferrals = [] };
}

public sealed class WorkLawsOnSqlite(SqliteStorage storage) : WorkLaws(storage), IClassFixture<SqliteStorage>;

public sealed class WorkLawsOnPostgres(PostgresStorage storage) : WorkLaws(storage), IClassFixture<PostgresStorage>;
