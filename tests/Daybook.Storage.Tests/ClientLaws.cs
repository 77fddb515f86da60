using System.Security.Cryptography;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class ClientLaws(StorageFixture storage)
{
    [Fact]
    public async Task A_setting_comes_back_as_it_was_changed_until_it_is_forgotten()
    {
        (await storage.Settings.FindAsync<string[]>("colours", "of sky", default)).ShouldBeNull();
        (await storage.Settings.ChangeAsync<string[]>("colours", "of sky", before => [.. before ?? ["grey"], "blue"], default)).ShouldBe(["grey", "blue"]);
        (await storage.Settings.ChangeAsync<string[]>("colours", "of sky", before => [.. before ?? [], "black"], default)).ShouldBe(["grey", "blue", "black"]);
        (await storage.Settings.FindAsync<string[]>("colours", "of sky", default)).ShouldBe(["grey", "blue", "black"]);
        (await storage.Settings.FindAsync<string[]>("colours", "of sea", default)).ShouldBeNull();
        await storage.Settings.ForgetAsync("colours", "of sky", default);
        (await storage.Settings.FindAsync<string[]>("colours", "of sky", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Changes_of_one_setting_at_the_same_time_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => storage.Settings.ChangeAsync<List<int>>("crowd", "", all => [.. all ?? [], i], default)));
        (await storage.Settings.FindAsync<List<int>>("crowd", "", default))!.ShouldBe(Enumerable.Range(0, 20), ignoreOrder: true);
    }

    [Fact]
    public async Task Of_many_who_make_and_delete_keys_at_once_none_breaks_the_bounds()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => storage.ApiKeys.CreateAsync($"key {i}", SHA256.HashData([(byte)i]), Some.Time(i), default)));
        var keys = await storage.ApiKeys.ListAsync(default);
        keys.Count.ShouldBe(ApiKeyStore.Most);
        keys.ShouldBe(made.OfType<ApiKey>(), ignoreOrder: true);
        var deletions = await Task.WhenAll(keys.Select(key => storage.ApiKeys.DeleteAsync(key.Id, default)));
        deletions.Count(deletion => deletion == ApiKeyDeletion.Deleted).ShouldBe(ApiKeyStore.Most - 1);
        deletions.Count(deletion => deletion == ApiKeyDeletion.IsLast).ShouldBe(1);
        (await storage.ApiKeys.ListAsync(default)).ShouldHaveSingleItem();
        (await storage.ApiKeys.DeleteAsync(Guid.NewGuid(), default)).ShouldBe(ApiKeyDeletion.Unknown);
    }

    [Fact]
    public async Task A_rule_comes_back_as_it_was_added_and_goes_with_its_company()
    {
        var shop = await storage.NewShopAsync();
        var rule = new Rule { Id = Guid.NewGuid(), Type = "Data sync completed", Company = shop.CompanyId, Emails = ["a@b.example"], Webhook = new Uri("https://b.example/x") };
        var general = rule with { Id = Guid.NewGuid(), Company = null, Webhook = null };
        await storage.Rules.AddAsync(rule, shop.Company, default);
        await storage.Rules.AddAsync(general, null, default);
        Columns.ToJson(await storage.Rules.FindAsync(rule.Id, default)).ShouldBe(Columns.ToJson(rule));
        (await storage.Rules.ListAsync(default)).Select(one => one.Id).ShouldBe([rule.Id, general.Id]);
        await storage.Companies.DeleteAsync(shop.Company, default);
        (await storage.Rules.ListAsync(default)).ShouldHaveSingleItem().Id.ShouldBe(general.Id);
        (await storage.Rules.DeleteAsync(general.Id, default)).ShouldBeTrue();
        (await storage.Rules.DeleteAsync(general.Id, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task There_are_at_most_fifty_webhook_consumers()
    {
        var consumers = Enumerable.Range(0, WebhookStore.Most + 1).Select(i => new WebhookConsumer { Id = Guid.NewGuid(), Url = new Uri($"https://b.example/{i}"), CompanyTags = ["a:b"], Secret = "whsec_AAAA" }).ToList();
        foreach (var consumer in consumers.Take(WebhookStore.Most))
        {
            (await storage.Webhooks.AddAsync(consumer, default)).ShouldBeTrue();
        }

        (await storage.Webhooks.AddAsync(consumers[^1], default)).ShouldBeFalse();
        (await storage.Webhooks.DeleteAsync(consumers[0].Id, default)).ShouldBeTrue();
        (await storage.Webhooks.DeleteAsync(consumers[0].Id, default)).ShouldBeFalse();
        (await storage.Webhooks.AddAsync(consumers[^1], default)).ShouldBeTrue();
        Columns.ToJson((await storage.Webhooks.ListAsync(default))[^1]).ShouldBe(Columns.ToJson(consumers[^1]));
    }

    [Fact]
    public async Task A_code_is_taken_once_before_it_expires_and_goes_with_its_company()
    {
        var shop = await storage.NewShopAsync();
        var grant = new FlowGrant(shop.CompanyId, "lqai", "hldg", "a merchant", new Uri("https://b.example/done"));
        async Task<byte[]> AddAsync(FlowGrant given)
        {
            var hash = SHA256.HashData(Guid.NewGuid().ToByteArray());
            await storage.FlowCodes.AddAsync(hash, given, Some.Time(1), default);
            return hash;
        }

        var code = await AddAsync(grant);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.FlowCodes.TakeAsync(code, Some.Time(0), default)));
        taken.OfType<FlowGrant>().ShouldHaveSingleItem().ShouldBe(grant);
        (await storage.FlowCodes.TakeAsync(await AddAsync(grant), Some.Time(1), default)).ShouldBeNull();
        var bare = grant with { MerchantIdentifier = null, RedirectUrl = null };
        (await storage.FlowCodes.TakeAsync(await AddAsync(bare), Some.Time(0), default)).ShouldBe(bare);
        var purged = await AddAsync(grant);
        await storage.FlowCodes.PurgeAsync(Some.Time(1), default);
        (await storage.FlowCodes.TakeAsync(purged, Some.Time(0), default)).ShouldBeNull();
        var orphan = await AddAsync(grant);
        await storage.Companies.DeleteAsync(shop.Company, default);
        (await storage.FlowCodes.TakeAsync(orphan, Some.Time(0), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_merchant_that_comes_many_times_at_once_is_one_company()
    {
        var companies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => storage.Companies.FindOrAddAsync("m1", Some.Company(), Some.Commerce(), Some.Ledger(0), default)));
        companies.Select(company => company.Id).Distinct().ShouldHaveSingleItem();
        (await storage.Connections.ListAsync(companies[0].Number, default)).Select(tie => tie.PlatformKey).ShouldBe(["lqai", "hldg"]);
    }
}

public sealed class ClientsOnSqlite(SqliteStorage storage) : ClientLaws(storage), IClassFixture<SqliteStorage>;

public sealed class ClientsOnPostgres(PostgresStorage storage) : ClientLaws(storage), IClassFixture<PostgresStorage>;
