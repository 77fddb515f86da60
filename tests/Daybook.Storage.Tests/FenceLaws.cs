using Daybook.Syncing;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class FenceLaws(StorageFixture storage)
{
    [Fact]
    public async Task One_sync_of_a_company_runs_at_a_time()
    {
        var (shop, other) = (await storage.NewShopAsync(), await storage.NewShopAsync());
        var running = await shop.BeginAsync();
        (await storage.Syncs.BeginAsync(Some.Sync(shop.Company), Some.Time(-60), default)).ShouldBe(running.Id);
        await other.BeginAsync();
        await shop.EndAsync(running);
        (await storage.Syncs.BeginAsync(Some.Sync(shop.Company), Some.Time(-60), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_that_begin_at_once_one_runs()
    {
        var shop = await storage.NewShopAsync();
        var syncs = Enumerable.Range(0, 8).Select(_ => Some.Sync(shop.Company)).ToList();
        var answers = await Task.WhenAll(syncs.Select(sync => Task.Run(() => storage.Syncs.BeginAsync(sync, Some.Time(-60), default))));
        var winner = syncs[Array.IndexOf(answers, null)].Id;
        answers.Count(answer => answer is null).ShouldBe(1);
        answers.Count(answer => answer == winner).ShouldBe(7);
        (await storage.Syncs.ListAsync(shop.Company, 0, 10, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_sync_that_shows_no_life_is_taken_over_and_can_write_nothing_any_more()
    {
        var shop = await storage.NewShopAsync();
        storage.Clock.Now = Some.Time(0);
        var dead = await shop.BeginAsync();
        var planned = await shop.PlanAsync(dead, [Some.Document()], []);
        var next = Some.Sync(shop.Company, 30);
        (await storage.Syncs.BeginAsync(next, Some.Time(0), default)).ShouldBe(dead.Id);
        storage.Clock.Now = Some.Time(30);
        (await storage.Syncs.BeginAsync(next, Some.Time(1), default)).ShouldBeNull();

        var ended = await storage.Syncs.FindAsync(shop.Company, dead.Id, default);
        (ended!.StatusCode, ended.FinishedAt).ShouldBe((SyncStatusCode.ServerError, Some.Time(30)));
        ended.ErrorMessage!.ShouldContain("interrupted");
        await Should.ThrowAsync<SyncTakenOverException>(() => shop.EndAsync(dead));
        await Should.ThrowAsync<SyncTakenOverException>(() => shop.PlanAsync(dead, [Some.Document()], []));
        await Should.ThrowAsync<SyncTakenOverException>(() => storage.Syncs.SaveDocumentsAsync(dead, [planned[0]], default));
        await Should.ThrowAsync<SyncTakenOverException>(() => storage.Syncs.SaveVoidedAsync(dead, shop.Connection, planned[0], default));
        await Should.ThrowAsync<SyncTakenOverException>(() => storage.Syncs.DissolveAsync(dead, shop.Connection, default));
        await shop.EndAsync(next);
    }

    [Fact]
    public async Task Every_write_shows_life()
    {
        var shop = await storage.NewShopAsync();
        storage.Clock.Now = Some.Time(0);
        var sync = await shop.BeginAsync();
        storage.Clock.Now = Some.Time(20);
        await storage.Syncs.SaveAsync(sync with { Status = "Pushing" }, default);
        (await storage.Syncs.BeginAsync(Some.Sync(shop.Company), Some.Time(20), default)).ShouldBe(sync.Id);
        (await storage.Syncs.BeginAsync(Some.Sync(shop.Company), Some.Time(21), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_sync_that_ended_can_be_taken_up_again_to_undo_it()
    {
        var shop = await storage.NewShopAsync();
        var sync = await shop.BeginAsync();
        await shop.EndAsync(sync);
        await Should.ThrowAsync<SyncTakenOverException>(() => shop.EndAsync(sync));
        (await storage.Syncs.BeginAsync(sync, Some.Time(-60), default)).ShouldBeNull();
        await storage.Syncs.SaveAsync(sync with { FinishedAt = Some.Time(5), IsUndone = true }, default);
        (await storage.Syncs.FindAsync(shop.Company, sync.Id, default))!.IsUndone.ShouldBeTrue();
    }

    [Fact]
    public async Task A_companys_syncs_are_told_newest_first()
    {
        var shop = await storage.NewShopAsync();
        (await storage.Syncs.LatestAsync(shop.Company, default)).ShouldBeNull();
        (await storage.Syncs.LastSuccessfulAsync(shop.Company, default)).ShouldBeNull();
        var ids = new List<Guid>();
        foreach (var code in new[] { SyncStatusCode.Success, SyncStatusCode.NothingToWrite, SyncStatusCode.WriteError })
        {
            var sync = await shop.BeginAsync();
            ids.Add(sync.Id);
            await shop.EndAsync(sync with { DataPushed = true, Problems = ["Look at order 7."], ErrorMessage = "Hm." }, code);
        }

        (await storage.Syncs.ListAsync(shop.Company, 1, 5, default)).Select(sync => sync.Id).ShouldBe([ids[1], ids[0]]);
        (await storage.Syncs.LatestAsync(shop.Company, default))!.Id.ShouldBe(ids[2]);
        var successful = await storage.Syncs.LastSuccessfulAsync(shop.Company, default);
        (successful!.Id, successful.DataPushed, successful.ErrorMessage, successful.From, successful.To).ShouldBe((ids[1], true, "Hm.", Some.Time(-1000), Some.Time(0)));
        successful.Problems.ShouldBe(["Look at order 7."]);
    }
}

public sealed class FenceLawsOnSqlite(SqliteStorage storage) : FenceLaws(storage), IClassFixture<SqliteStorage>;

public sealed class FenceLawsOnPostgres(PostgresStorage storage) : FenceLaws(storage), IClassFixture<PostgresStorage>;
