using Daybook.Bookkeeping;
using Daybook.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

/// <summary>Random histories against <see cref="RecordOracle"/>.</summary>
public abstract class PushOrderLaws(StorageFixture storage)
{
    private static readonly RecordKind[] Kinds = [RecordKind.Order, RecordKind.Payment, RecordKind.PaymentTransaction, RecordKind.PaymentFee];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_store_keeps_what_the_version_rule_says(int seed)
    {
        var random = new Random(seed);
        var shop = await storage.NewShopAsync();
        var oracle = new RecordOracle();
        for (var push = 0; push < 60; push++)
        {
            var received = random.Next(0, 12);
            var records = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Version(random)).ToList();
            var before = (await shop.AllAsync()).ToDictionary(record => record.Number, record => record.Sequence);
            var changed = oracle.Push(records, Columns.ToTicks(Some.Time(received)));
            (await shop.PushAsync(received, records)).ShouldBe(changed.Count, $"seed {seed}, push {push}");
            var after = await shop.AllAsync();
            after.Select(Face).Order().ShouldBe(oracle.Faces().Order(), $"seed {seed}, push {push}");
            after.Where(record => before.GetValueOrDefault(record.Number) != record.Sequence).Select(record => (record.Kind, record.Key)).ShouldBe(changed, ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_order_any_split_and_any_repetition_of_dated_versions_end_in_the_same_records(int seed)
    {
        var random = new Random(seed);
        var versions = Enumerable.Range(0, 400).Select(i => Some.Order($"o{random.Next(40)}", modified: i, version: i)).ToList();
        var expected = versions.GroupBy(version => version.Key).Select(group => (group.Key, group.Last().Modified)).ToList();
        for (var round = 0; round < 3; round++)
        {
            var shop = await storage.NewShopAsync();
            var shuffled = versions.Concat(versions.Take(100)).ToArray();
            random.Shuffle(shuffled);
            for (var rest = shuffled.AsMemory(); rest.Length > 0;)
            {
                var size = Math.Min(rest.Length, random.Next(1, 120));
                await shop.PushAsync(500, rest[..size].ToArray());
                rest = rest[size..];
            }

            (await shop.AllAsync()).Select(record => (record.Key, record.Changed)).ShouldBe(expected.Select(one => (one.Key, one.Modified!.Value)), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Pushes_at_the_same_time_end_in_the_same_records_and_no_change_is_missed_by_one_who_follows_the_head()
    {
        var shop = await storage.NewShopAsync();
        var pushes = Enumerable.Range(0, 40).Select(push =>
            Enumerable.Range(0, 50).Select(i => Some.Order($"o{(i * 7 + push * 13) % 300}", modified: push, version: push)).ToList()).ToList();
        var seen = new Dictionary<long, long>();
        var done = false;
        var following = Task.Run(async () =>
        {
            long planned = 0;
            bool isLast;
            do
            {
                isLast = done;
                var head = (await shop.StateAsync()).Head;
                foreach (var record in await shop.WorkAsync(planned, head, Some.Early))
                {
                    seen[record.Number] = record.Sequence;
                }

                planned = head;
            }
            while (!isLast);
        });
        await Parallel.ForEachAsync(pushes, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (push, _) => await shop.PushAsync(100, push));
        done = true;
        await following;

        var all = await shop.AllAsync();
        var expected = pushes.SelectMany(push => push).GroupBy(version => version.Key).Select(group => (group.Key, group.Max(version => version.Modified!.Value)));
        all.Select(record => (record.Key, record.Changed)).ShouldBe(expected, ignoreOrder: true);
        all.Select(record => record.Sequence).ShouldBeUnique();
        seen.Select(one => (one.Key, one.Value)).ShouldBe(all.Select(record => (record.Number, record.Sequence)), ignoreOrder: true);
    }

    private static PushedRecord Version(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var id = $"id{random.Next(3)}";
        int? modified = random.Next(3) == 0 ? null : random.Next(0, 12);
        var record = Some.Transaction(id, kind, random.Next(2) == 0 ? null : $"link{random.Next(3)}", modified, random.Next(3));
        return random.Next(4) == 0 ? Some.Delete(kind, id) : record;
    }

    private static string Face(StoredRecord record) => RecordOracle.Face(
        record.Kind, record.Key, record.Link, Columns.ToTicks(record.Changed), record.IsDeleted, record.Content is Transaction content ? content.Amount : null);
}

public sealed class PushOrderLawsOnSqlite(SqliteStorage storage) : PushOrderLaws(storage), IClassFixture<SqliteStorage>;

public sealed class PushOrderLawsOnPostgres(PostgresStorage storage) : PushOrderLaws(storage), IClassFixture<PostgresStorage>;
