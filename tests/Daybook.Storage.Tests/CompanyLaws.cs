using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class CompanyLaws(StorageFixture storage)
{
    [Fact]
    public async Task A_company_comes_back_as_it_was_stored()
    {
        var company = Some.Company() with { Description = "On the corner — ö", Tags = new Dictionary<string, string> { ["region"] = "north" } };
        var added = await storage.Companies.AddAsync(company, null, default);
        added.Number.ShouldBeGreaterThan(0);
        Columns.ToJson(await storage.Companies.FindAsync(company.Id, default)).ShouldBe(Columns.ToJson(added));
        await storage.Companies.SaveAsync(added with { Name = "New name", Description = null, Tags = new Dictionary<string, string>() }, default);
        var saved = await storage.Companies.FindAsync(company.Id, default);
        (saved!.Name, saved.Description, saved.Tags.Count, saved.CreatedAt).ShouldBe(("New name", null, 0, company.CreatedAt));
        (await storage.Companies.FindAsync(Guid.NewGuid(), default)).ShouldBeNull();
        (await storage.Connections.ListAsync(added.Number, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Companies_are_told_in_the_order_in_which_they_came()
    {
        var skip = (await storage.Companies.ListAsync(Some.Page(), default)).Total;
        var (one, two) = (await storage.NewShopAsync(), await storage.NewShopAsync());
        (await storage.Companies.ListAsync(Some.Page(skip), default)).Items.Select(company => company.Id).ShouldBe([one.CompanyId, two.CompanyId]);
        (await storage.Companies.ListAsync(Some.Page(skip + 1, 1), default)).Items.ShouldHaveSingleItem().Id.ShouldBe(two.CompanyId);
        (await storage.Companies.ListAsync(Some.Page(), default)).Total.ShouldBe(skip + 2);
    }

    [Fact]
    public async Task A_company_has_at_most_one_active_accounting_connection()
    {
        var shop = await storage.NewShopAsync();
        var first = await storage.Connections.AddAsync(Some.Ledger(shop.Company, ConnectionStatus.PendingAuth), default);
        first.ShouldNotBeNull();
        (await storage.Connections.AddAsync(Some.Ledger(shop.Company), default)).ShouldBeNull();
        (await storage.Connections.AddAsync(Some.Commerce(shop.Company), default)).ShouldNotBeNull();
        await storage.Connections.SaveAsync(first with { Status = ConnectionStatus.Unlinked }, default);
        (await storage.Connections.AddAsync(Some.Ledger(shop.Company), default)).ShouldNotBeNull();
        (await storage.Connections.ListAsync(shop.Company, default)).Select(connection => connection.PlatformKey).ShouldBe(["lqai", "hldg", "lqai", "hldg"]);
    }

    [Fact]
    public async Task A_connection_comes_back_as_it_was_saved_and_its_last_sync_only_moves_forward()
    {
        var shop = await storage.NewShopAsync();
        var connection = (await storage.Connections.FindAsync(shop.Company, shop.ConnectionId, default))!;
        await storage.Connections.SaveAsync(connection with { PayoutsAreMagnitudes = true, LastSync = Some.Time(9) }, default);
        await storage.Connections.SaveAsync(connection with { Status = ConnectionStatus.Deauthorized, PayoutsAreMagnitudes = true, LastSync = Some.Time(4) }, default);
        await storage.Connections.SaveAsync(connection with { Status = ConnectionStatus.Deauthorized, PayoutsAreMagnitudes = true }, default);
        (await storage.Connections.FindAsync(shop.Company, shop.ConnectionId, default))
            .ShouldBe(connection with { Status = ConnectionStatus.Deauthorized, PayoutsAreMagnitudes = true, LastSync = Some.Time(9) });
        (await storage.Connections.FindAsync(shop.Company + 1, shop.ConnectionId, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_configuration_comes_back_as_it_was_saved()
    {
        var shop = await storage.NewShopAsync();
        (await storage.Configurations.FindAsync(shop.Company, default)).ShouldBeNull();
        var configuration = new SyncConfiguration
        {
            Enabled = true,
            Configured = true,
            CountryCode = "GB",
            Presentation = Presentation.Invoices,
            Schedule = new SyncSchedule { Frequency = "Daily", StartDate = Some.Time(0), SyncHour = 4, TimeZone = "Europe/London" },
            Sales = new SalesChoices { Accounts = new Dictionary<string, string> { ["sales"] = "4000" }, TaxComponents = [new TaxComponentMapping(["vat"], "t1")] },
            Payments = new PaymentChoices { SyncPayments = true, MethodAccounts = new Dictionary<string, string> { ["m1"] = "1200" } },
            Fees = new FeeChoices { SyncFees = true, SupplierId = "s" },
        };
        await storage.Configurations.SaveAsync(shop.Company, new SyncConfiguration(), default);
        await storage.Configurations.SaveAsync(shop.Company, configuration, default);
        Columns.ToJson(await storage.Configurations.FindAsync(shop.Company, default)).ShouldBe(Columns.ToJson(configuration));
        await storage.Configurations.DeleteAsync(shop.Company, default);
        (await storage.Configurations.FindAsync(shop.Company, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_is_known_by_its_hash()
    {
        var hash = Guid.NewGuid().ToByteArray();
        (await storage.ApiKeys.ExistsAsync(hash, default)).ShouldBeFalse();
        await storage.ApiKeys.AddAsync("till", hash, Some.Time(0), default);
        await storage.ApiKeys.AddAsync("till", hash, Some.Time(0), default);
        (await storage.ApiKeys.ExistsAsync(hash, default)).ShouldBeTrue();
        (await storage.ApiKeys.AnyAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Erasing_a_company_leaves_nothing_of_it_and_everything_of_the_others()
    {
        var empty = await RowsAsync();
        var (gone, stays) = (await storage.NewShopAsync(), await storage.NewShopAsync());
        foreach (var shop in new[] { gone, stays })
        {
            await storage.Rules.AddAsync(new Rule { Id = Guid.NewGuid(), Type = "Data sync completed", Company = shop.CompanyId }, shop.Company, default);
            await storage.FlowCodes.AddAsync(Guid.NewGuid().ToByteArray(), new FlowGrant(shop.CompanyId, "lqai", "hldg", null, null), Some.Time(1), default);
            await storage.Connections.AddAsync(Some.Ledger(shop.Company), default);
            await storage.Configurations.SaveAsync(shop.Company, new SyncConfiguration(), default);
            await storage.Schedules.SaveAsync(shop.Company, new ScheduleState(), default);
            await shop.PushAsync(1, Some.Order("booked"), Some.Order("waits"), Some.Transaction("t", RecordKind.Payout));
            var numbers = (await shop.AllAsync()).ConvertAll(record => record.Number);
            var document = Some.Document();
            await shop.PlanAsync(await shop.BeginAsync(), [document], [(document, numbers[0], Some.Effect(1))], [new Deferral(numbers[1], RecordState.Waiting, Some.Early, "")]);
        }

        var full = await RowsAsync();
        await storage.Companies.DeleteAsync(gone.Company, default);
        var half = await RowsAsync();
        foreach (var (table, count) in half)
        {
            var ofOne = count - empty[table];
            ofOne.ShouldBeGreaterThan(0, table);
            (full[table] - count).ShouldBe(ofOne, table);
        }

        (await stays.AllAsync()).Count.ShouldBe(3);
        (await storage.Companies.FindAsync(gone.CompanyId, default)).ShouldBeNull();
        await storage.Companies.DeleteAsync(stays.Company, default);
    }

    [Fact]
    public async Task Erasing_a_connection_keeps_the_documents_as_history()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        var record = (await shop.AllAsync())[0].Number;
        var document = Some.Document();
        await shop.PlanAsync(await shop.BeginAsync(), [document], [(document, record, Some.Effect(1))]);
        await storage.Connections.DeleteAsync((await storage.Connections.FindAsync(shop.Company, shop.ConnectionId, default))!, default);
        (await shop.AllAsync()).ShouldBeEmpty();
        (await storage.Syncs.ReadPartsAsync([record], default)).ShouldBeEmpty();
        (await storage.Syncs.FindDocumentAsync(shop.Company, document.Id, default)).ShouldNotBeNull();
        (await storage.Connections.ListAsync(shop.Company, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task How_the_schedule_has_gone_comes_back_as_it_was_stored_and_only_what_is_switched_on_is_scheduled()
    {
        var shop = await storage.NewShopAsync();
        (await storage.Schedules.FindAsync(shop.Company, default)).ShouldBeEquivalentTo(new ScheduleState());
        var state = new ScheduleState { CheckedFor = Some.Time(5), Warnings = ["The books are closed."] }.Failed(new LocalDate(2026, 11, 20)).Failed(new LocalDate(2026, 11, 20));
        await storage.Schedules.SaveAsync(shop.Company, state, default);
        (await storage.Schedules.FindAsync(shop.Company, default)).ShouldBeEquivalentTo(state with { Warnings = state.Warnings.ToArray() });

        foreach (var (configured, enabled) in new[] { (true, false), (false, true), (true, true) })
        {
            await storage.Configurations.SaveAsync(shop.Company, new SyncConfiguration { Configured = configured, Enabled = enabled }, default);
            (await storage.Schedules.ListScheduledAsync(default)).Contains(shop.CompanyId).ShouldBe(configured && enabled);
        }

        await storage.Schedules.SaveAsync(shop.Company, state with { AgainFrom = Some.Time(7) }, default);
        (await storage.Schedules.FindAsync(shop.Company, default)).AgainFrom.ShouldBe(Some.Time(7));
    }

    [Fact]
    public async Task Companies_with_an_active_connection_to_a_platform_that_is_switched_off_are_not_scheduled()
    {
        var shop = await storage.NewShopAsync();
        await storage.Configurations.SaveAsync(shop.Company, new SyncConfiguration { Configured = true, Enabled = true }, default);
        var ledger = (await storage.Connections.AddAsync(Some.Ledger(shop.Company), default))!;
        var other = await storage.NewShopAsync();
        await storage.Configurations.SaveAsync(other.Company, new SyncConfiguration { Configured = true, Enabled = true }, default);
        await storage.ContinuousSyncs.SwitchAsync("hldg", isOn: false, default);
        await storage.ContinuousSyncs.SwitchAsync("hldg", isOn: false, default);
        (await storage.ContinuousSyncs.ListOffAsync(default)).ShouldBe(["hldg"]);
        (await ScheduledAsync()).ShouldBe([other.CompanyId]);
        await storage.Connections.SaveAsync(ledger with { Status = ConnectionStatus.Unlinked }, default);
        (await ScheduledAsync()).ShouldBe([shop.CompanyId, other.CompanyId]);
        await storage.Connections.SaveAsync(ledger, default);
        await storage.ContinuousSyncs.SwitchAsync("hldg", isOn: true, default);
        (await storage.ContinuousSyncs.ListOffAsync(default)).ShouldBeEmpty();
        (await ScheduledAsync()).ShouldBe([shop.CompanyId, other.CompanyId]);

        async Task<IEnumerable<Guid>> ScheduledAsync() => (await storage.Schedules.ListScheduledAsync(default)).Where(id => id == shop.CompanyId || id == other.CompanyId);
    }

    [Fact]
    public async Task Several_nodes_may_bring_the_schema_up_to_date_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var node = storage.OpenAnother();
            await node.MigrateAsync(default);
            (await node.IsReachableAsync(default)).ShouldBeTrue();
        })));
        (await storage.NewShopAsync()).Company.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_not_reachable()
    {
        await using var unreachable = storage.OpenUnreachable();
        (await unreachable.IsReachableAsync(default)).ShouldBeFalse();
        (await storage.Database.IsReachableAsync(default)).ShouldBeTrue();
    }

    /// <summary>How many rows each table has that may hold anything of a company.</summary>
    private async Task<Dictionary<string, long>> RowsAsync()
    {
        string[] tables = ["company", "connection", "configuration", "dataset", "record", "deferred", "sync", "document", "number_day", "part", "schedule", "rule", "flow_code"];
        var rows = new Dictionary<string, long>();
        await using var session = await storage.Database.Dialect.ReadAsync(default);
        foreach (var table in tables)
        {
            rows[table] = await session.FirstAsync<long>($"select count(*) from {table}", null, default);
        }

        return rows;
    }
}

public sealed class CompanyLawsOnSqlite(SqliteStorage storage) : CompanyLaws(storage), IClassFixture<SqliteStorage>;

public sealed class CompanyLawsOnPostgres(PostgresStorage storage) : CompanyLaws(storage), IClassFixture<PostgresStorage>;
