using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Storage.Tests;

public abstract class PlanLaws(StorageFixture storage)
{
    [Fact]
    public async Task Documents_are_numbered_by_day_in_the_order_of_writing()
    {
        var shop = await storage.NewShopAsync();
        var sync = await shop.BeginAsync();
        var first = await shop.PlanAsync(sync, [Some.Document(), Some.Document(day: 21), Some.Document(DocumentKind.Payment)], []);
        first.Select(stored => stored.Document.Number).ShouldBe(["DB-20261120-1", "DB-20261121-1", "DB-20261120-2"]);
        var second = await shop.PlanAsync(sync, [Some.Document()], []);
        second.ShouldHaveSingleItem().Document.Number.ShouldBe("DB-20261120-3");

        var other = await storage.NewShopAsync();
        (await other.PlanAsync(await other.BeginAsync(), [Some.Document()], []))[0].Document.Number.ShouldBe("DB-20261120-1");
    }

    [Fact]
    public async Task A_document_that_the_books_have_already_keeps_its_number_is_looked_for_first_and_numbers_go_on_behind_it()
    {
        var shop = await storage.NewShopAsync();
        var sync = await shop.BeginAsync();
        (await storage.Syncs.ReadLastDayAsync(shop.Company, default)).ShouldBeNull();
        var there = Some.Document() with { Number = "DB-20261120-3" };
        var taken = new Dictionary<LocalDate, int> { [there.Date] = 5, [there.Date.PlusDays(2)] = 1 };
        var unnumbered = Some.Document();
        var stored = await shop.PlanAsync(sync, [there, Some.Document(), unnumbered], [], taken: taken, found: new HashSet<Guid> { there.Id, unnumbered.Id });
        stored.Select(one => (one.Document.Number, one.State))
            .ShouldBe([("DB-20261120-3", DocumentState.Sending), ("DB-20261120-6", DocumentState.Planned), ("DB-20261120-7", DocumentState.Sending)]);
        (await shop.PlanAsync(sync, [Some.Document()], [], taken: new Dictionary<LocalDate, int> { [there.Date] = 2 }))[0].Document.Number.ShouldBe("DB-20261120-8");

        (await storage.Syncs.ReadLastDayAsync(shop.Company, default)).ShouldBe(there.Date.PlusDays(2));
        (await storage.Syncs.ReadKnownAsync([there.Id, Guid.NewGuid()], default)).ShouldBe([there.Id]);
        var numbers = await storage.Syncs.ReadNumbersAsync(shop.Company, ["DB-20261120-3", "DB-20261120-4"], default);
        numbers.ShouldBe(new Dictionary<string, Guid> { ["DB-20261120-3"] = there.Id });
        (await storage.Syncs.ReadNumbersAsync(shop.Company + 1, ["DB-20261120-3"], default)).ShouldBeEmpty();

        await storage.Syncs.SaveDocumentsAsync(sync, [stored[0] with { State = DocumentState.Accepted, PlatformId = "p/1" }], default);
        (await storage.Syncs.ReadKnownPlatformIdsAsync(shop.Company, ["p/1", "p/2"], default)).ShouldBe(["p/1"]);
        (await storage.Syncs.ReadKnownPlatformIdsAsync(shop.Company + 1, ["p/1"], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_comes_back_as_it_was_planned()
    {
        var shop = await storage.NewShopAsync();
        var sync = await shop.BeginAsync();
        var document = Some.Document(target: Guid.NewGuid(), source: Guid.NewGuid()) with { Location = "l1", Account = "a", FromAccount = "b" };
        var planned = (await shop.PlanAsync(sync, [document], [])).ShouldHaveSingleItem();
        planned.State.ShouldBe(DocumentState.Planned);
        planned.Sync.ShouldBe(sync.Id);
        var found = await storage.Syncs.FindDocumentAsync(shop.Company, document.Id, default);
        Columns.ToJson(found).ShouldBe(Columns.ToJson(planned));
        Columns.ToJson(found!.Document).ShouldBe(Columns.ToJson(document with { Number = "DB-20261120-1" }));
        found.Document.Lines[0].Roles[1].ShouldBe(Role.TaxOn(Role.Sales("drinks", "25"), "vat"));
        found.Document.Total.ToString().ShouldBe("12.50");
        (await storage.Syncs.FindDocumentAsync(shop.Company + 1, document.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_history_of_writing_tells_how_each_document_stands()
    {
        var shop = await storage.NewShopAsync();
        var sync = await shop.BeginAsync();
        var planned = await shop.PlanAsync(sync, [Some.Document(), Some.Document(DocumentKind.SalesInvoice), Some.Document(DocumentKind.Transfer), Some.Document(DocumentKind.Bill)], []);
        await storage.Syncs.SaveDocumentsAsync(sync, [planned[1] with { State = DocumentState.Accepted, PlatformId = "p" }], default);
        await storage.Syncs.SaveDocumentsAsync(sync, [planned[2] with { State = DocumentState.Sending }], default);
        await storage.Syncs.SaveDocumentsAsync(sync, [planned[3] with { State = DocumentState.Rejected, Error = "no" }], default);
        async Task<IEnumerable<string>> ToldAsync() =>
            (await storage.Syncs.ListWrittenAsync(shop.Company, Some.Page(), default)).Items.Select(written => $"{written.DataType} {written.Outcome.Status} {written.Outcome.Code}");
        (await ToldAsync()).ShouldBe(["bills Failed 400", "transfers Pending 202", "invoices Success 200", "journalEntries Pending 202"], ignoreOrder: true);
        await shop.EndAsync(sync);
        (await ToldAsync()).ShouldContain("transfers TimedOut 408");
        (await storage.Syncs.FindWrittenAsync(shop.Company, planned[2].Document.Id, default))!.IsRunning.ShouldBeFalse();
        (await storage.Syncs.FindWrittenAsync(shop.Company + 1, planned[2].Document.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_netted_is_in_the_books_without_a_number_and_is_never_returned()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        var record = (await shop.AllAsync())[0].Number;
        var sync = await shop.BeginAsync();
        var netted = Some.Document(DocumentKind.Netted);
        var planned = await shop.PlanAsync(sync, [Some.Document(), netted], [(netted, record, Some.Effect(1))]);
        planned.ShouldHaveSingleItem().Document.Number.ShouldBe("DB-20261120-1");
        (await storage.Syncs.ReadDocumentsAsync(shop.Company, Enum.GetValues<DocumentState>(), null, default)).ShouldHaveSingleItem();
        (await storage.Syncs.ReadPartsAsync([record], default)).ShouldHaveSingleItem().Kind.ShouldBe(DocumentKind.Netted);
        await storage.Syncs.DissolveAsync(sync, shop.Connection, default);
        (await storage.Syncs.ReadPartsAsync([record], default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Parts_are_found_from_both_ends_and_two_of_one_record_in_one_document_stay_two()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"), Some.Order("b"));
        var numbers = (await shop.AllAsync()).ConvertAll(record => record.Number);
        var (one, two) = (Some.Document(DocumentKind.SalesInvoice), Some.Document(DocumentKind.Payment, day: 21));
        var item = new EffectBuilder(Some.Gbp);
        item.Add(Role.Receivable, 5m, one.Id);
        item.Add(Role.PaymentAccount(PaymentType.Card), -5m);
        await shop.PlanAsync(
            await shop.BeginAsync(),
            [one, two],
            [(one, numbers[0], Some.Effect(1.25m)), (two, numbers[1], item.Build()), (one, numbers[1], Some.Effect(3)), (one, numbers[0], Some.Effect(-2))]);

        var parts = await storage.Syncs.ReadPartsAsync([.. numbers, 987_654_321], default);
        parts.Count.ShouldBe(4);
        parts.Where(part => part.Record == numbers[0]).Sum(part => part.Postings.Of(Role.Receivable)).ShouldBe(-0.75m);
        var payment = parts.Single(part => part.Document == two.Id);
        (payment.Kind, payment.Date).ShouldBe((DocumentKind.Payment, new LocalDate(2026, 11, 21)));
        payment.Postings.ShouldContain(new Posting(Role.Receivable, 5m, one.Id));

        var inOne = await storage.Syncs.ReadDocumentPartsAsync(one.Id, default);
        inOne.Select(part => part.Record).ShouldBe([numbers[0], numbers[1], numbers[0]]);
        inOne.Sum(part => part.Postings.Of(Role.Receivable)).ShouldBe(2.25m);
    }

    [Fact]
    public async Task A_sale_holds_its_own_parts_and_those_that_its_payments_had_under_it()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"), Some.Order("b"), Some.Payment("p"));
        var numbers = (await shop.AllAsync()).ConvertAll(record => record.Number);
        var (a, b, payment) = (numbers[0], numbers[1], numbers[2]);
        var document = Some.Document(DocumentKind.SalesInvoice);
        var sync = await shop.BeginAsync();
        await shop.PlanAsync(sync, [document], [(document, a, Some.Effect(5)), (document, b, Some.Effect(6)), (document, payment, Some.Effect(-5))], saleOf: record => record == payment ? a : record);

        (await storage.Syncs.ReadSalesOfAsync([payment, b], default)).ShouldBe([a]);
        (await PartsAsync([a], [])).ShouldBe([(a, a), (payment, a)]);
        (await PartsAsync([b], [payment])).ShouldBe([(payment, a), (b, b)], ignoreOrder: true);
        (await PartsAsync([a, b], [payment])).ShouldBe([(a, a), (b, b), (payment, a)], ignoreOrder: true);
        (await storage.Syncs.FindByNumberAsync([b, 987_654_321], default)).ShouldHaveSingleItem().Number.ShouldBe(b);

        async Task<IEnumerable<(long Record, long Sale)>> PartsAsync(long[] sales, long[] payments) =>
            (await storage.Syncs.ReadSalePartsAsync(sales, payments, default)).Select(part => (part.Record, part.Sale));
    }

    [Fact]
    public async Task A_plan_takes_the_place_of_the_deferrals_in_its_range_and_of_no_others()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("due"), Some.Order("changed"), Some.Order("later"));
        var all = (await shop.AllAsync()).ToDictionary(record => ((Order)record.Content!).Id, record => record.Number);
        var sync = await shop.BeginAsync();
        await shop.PlanAsync(sync, [], [], [.. all.Values.Select(record => new Deferral(record, RecordState.Pending, Some.Time(record == all["due"] ? 5 : 50), "Not yet."))]);
        (await storage.Records.CountDeferredAsync(shop.Connection, RecordState.Pending, default)).ShouldBe(3);

        await shop.PushAsync(2, Some.Order("changed", version: 2));
        await shop.PlanAsync(sync, [], [], dueBefore: Some.Time(10));
        var left = await storage.Records.ListDeferredAsync(shop.Connection, RecordState.Pending, 0, 10, default);
        left.ShouldHaveSingleItem().Id.ShouldBe("later");
    }

    [Fact]
    public async Task A_record_that_stays_in_a_state_keeps_the_moment_since_which_it_has_been()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Payment("p"));
        var record = (await shop.AllAsync())[0].Number;
        foreach (var (minutes, state, since) in new[] { (10, RecordState.Waiting, 10), (20, RecordState.Waiting, 10), (30, RecordState.SetAside, 30), (40, RecordState.Waiting, 40) })
        {
            var sync = await shop.BeginAsync(minutes);
            await shop.PlanAsync(sync, [], [], [new Deferral(record, state, Some.Early, $"At {minutes}.")]);
            await shop.EndAsync(sync);
            var standing = (await storage.Records.ListDeferredAsync(shop.Connection, state, 0, 10, default)).ShouldHaveSingleItem();
            standing.ShouldBe(new RecordStanding(record, RecordKind.Payment, "p", state, $"At {minutes}.", null, Some.Time(1), Some.Time(since)));
        }
    }

    [Fact]
    public async Task A_dissolved_plan_leaves_its_records_to_the_next_sync()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("planned"), Some.Order("rejected"), Some.Order("accepted"), Some.Order("sending"));
        var numbers = (await shop.AllAsync()).ConvertAll(record => record.Number);
        var sync = await shop.BeginAsync();
        var documents = numbers.ConvertAll(_ => Some.Document());
        var stored = await shop.PlanAsync(sync, documents, [.. documents.Zip(numbers, (document, record) => (document, record, Some.Effect(1)))]);
        await storage.Syncs.SaveDocumentsAsync(sync, [stored[1] with { State = DocumentState.Rejected, Error = "Account is archived.", CompletedAt = Some.Time(1) }], default);
        await storage.Syncs.SaveDocumentsAsync(sync, [stored[2] with { State = DocumentState.Accepted, PlatformId = "P1", CompletedAt = Some.Time(1) }], default);
        await storage.Syncs.SaveDocumentsAsync(sync, [stored[3] with { State = DocumentState.Sending }], default);

        for (var again = 0; again < 2; again++)
        {
            await storage.Syncs.DissolveAsync(sync, shop.Connection, default);
            (await storage.Syncs.ReadPartsAsync(numbers, default)).Select(part => part.Record).ShouldBe(numbers[2..]);
            (await shop.WorkAsync(4, 4, Some.Time(-100_000))).Select(record => record.Number).ShouldBe(numbers[..2]);
        }

        (await storage.Syncs.FindDocumentAsync(shop.Company, documents[0].Id, default)).ShouldBeNull();
        var rejected = await storage.Syncs.FindDocumentAsync(shop.Company, documents[1].Id, default);
        (rejected!.State, rejected.Error, rejected.CompletedAt).ShouldBe((DocumentState.Rejected, "Account is archived.", Some.Time(1)));
        (await storage.Syncs.ReadPlatformIdsAsync([.. documents.Select(document => document.Id)], default)).ShouldHaveSingleItem().Value.ShouldBe("P1");
        (await shop.PlanAsync(sync, [Some.Document()], []))[0].Document.Number.ShouldBe("DB-20261120-5", "a number is never given twice");
    }

    [Fact]
    public async Task Dissolving_leaves_a_record_that_was_set_aside_in_its_state()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        var record = (await shop.AllAsync())[0].Number;
        var sync = await shop.BeginAsync();
        var document = Some.Document();
        await shop.PlanAsync(sync, [document], [(document, record, Some.Effect(1))], [new Deferral(record, RecordState.SetAside, Some.Time(900), "Odd.")]);
        await storage.Syncs.DissolveAsync(sync, shop.Connection, default);
        (await storage.Records.CountDeferredAsync(shop.Connection, RecordState.SetAside, default)).ShouldBe(1);
        (await shop.WorkAsync(1, 1, Some.Time(0))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_voided_document_gives_its_records_back()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        var record = (await shop.AllAsync())[0].Number;
        var sync = await shop.BeginAsync();
        var document = Some.Document();
        var stored = (await shop.PlanAsync(sync, [document], [(document, record, Some.Effect(1))]))[0];
        await storage.Syncs.SaveVoidedAsync(sync, shop.Connection, stored with { State = DocumentState.Voided, CompletedAt = Some.Time(3) }, default);
        (await storage.Syncs.ReadPartsAsync([record], default)).ShouldBeEmpty();
        (await storage.Syncs.ReadDocumentPartsAsync(document.Id, default)).ShouldBeEmpty();
        (await shop.WorkAsync(1, 1, Some.Time(0))).ShouldHaveSingleItem();
        (await storage.Syncs.FindDocumentAsync(shop.Company, document.Id, default))!.State.ShouldBe(DocumentState.Voided);
    }

    [Fact]
    public async Task Documents_are_read_by_state_and_sync_in_the_order_of_writing()
    {
        var shop = await storage.NewShopAsync();
        var one = await shop.BeginAsync();
        var first = await shop.PlanAsync(one, [Some.Document(day: 25), Some.Document(day: 3)], []);
        await storage.Syncs.SaveDocumentsAsync(one, [first[0] with { State = DocumentState.Accepted, PlatformId = "x" }], default);
        await shop.EndAsync(one);
        var two = await shop.BeginAsync();
        var second = await shop.PlanAsync(two, [Some.Document(day: 1)], []);

        (await IdsAsync([DocumentState.Planned], null)).ShouldBe([first[1].Document.Id, second[0].Document.Id]);
        (await IdsAsync([DocumentState.Planned, DocumentState.Accepted], one.Id)).ShouldBe([first[0].Document.Id, first[1].Document.Id]);
        (await IdsAsync([], null)).ShouldBeEmpty();

        async Task<List<Guid>> IdsAsync(DocumentState[] states, Guid? sync) =>
            [.. (await storage.Syncs.ReadDocumentsAsync(shop.Company, states, sync, default)).Select(stored => stored.Document.Id)];
    }

    [Fact]
    public async Task A_syncs_dependents_are_what_settles_its_documents_or_changes_their_records_later()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"), Some.Order("b"));
        var numbers = (await shop.AllAsync()).ConvertAll(record => record.Number);
        var before = await shop.BeginAsync();
        var earlier = Some.Document();
        await shop.PlanAsync(before, [earlier], [(earlier, numbers[0], Some.Effect(1))]);
        await shop.EndAsync(before);

        var sync = await shop.BeginAsync();
        var (invoice, own) = (Some.Document(DocumentKind.SalesInvoice), Some.Document(DocumentKind.Payment));
        await shop.PlanAsync(sync, [invoice, own with { Target = invoice.Id }], [(invoice, numbers[0], Some.Effect(2))]);
        await shop.EndAsync(sync);

        var after = await shop.BeginAsync();
        Document[] later =
        [
            Some.Document(DocumentKind.Payment, target: invoice.Id), Some.Document(DocumentKind.CreditAllocation, source: invoice.Id),
            Some.Document(), Some.Document(), Some.Document(DocumentKind.Refund, target: invoice.Id),
        ];
        var stored = await shop.PlanAsync(after, later, [(later[2], numbers[0], Some.Effect(3)), (later[3], numbers[1], Some.Effect(3))]);
        await storage.Syncs.SaveVoidedAsync(after, shop.Connection, stored[4] with { State = DocumentState.Voided }, default);

        var dependents = await storage.Syncs.ReadDependentsAsync(shop.Company, sync.Id, default);
        dependents.Select(dependent => dependent.Document.Id).ShouldBe(later[..3].Select(document => document.Id));
        (await storage.Syncs.ReadDependentsAsync(shop.Company, after.Id, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_fails_leaves_nothing()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("o"));
        var record = (await shop.AllAsync())[0].Number;
        var sync = await shop.BeginAsync();
        var (known, unknown) = (Some.Document(), Some.Document());
        await Should.ThrowAsync<ArgumentException>(() => shop.PlanAsync(sync, [known], [(known, record, Some.Effect(1)), (unknown, record, Some.Effect(1))]));
        (await storage.Syncs.ReadPartsAsync([record], default)).ShouldBeEmpty();
        (await shop.StateAsync()).Planned.ShouldBe(0);
        (await shop.PlanAsync(sync, [known], []))[0].Document.Number.ShouldBe("DB-20261120-1");
    }

    [Fact]
    public async Task What_has_been_looked_at_and_is_not_deferred_counts_as_booked()
    {
        var shop = await storage.NewShopAsync();
        await shop.PushAsync(1, Some.Order("a"), Some.Order("waits"), Some.Order("gone"), Some.Item(RecordKind.Product, "x"));
        await shop.PushAsync(2, Some.Delete(RecordKind.Order, "gone"));
        var waits = (await shop.FindAsync(RecordKind.Order, "waits"))!.Value.Number;
        await shop.PlanAsync(await shop.BeginAsync(), [], [], [new Deferral(waits, RecordState.Waiting, Some.Early, "No payment.")]);
        await shop.PushAsync(3, Some.Order("new"));
        var listed = await storage.Records.ListBookedAsync(shop.Connection, Some.Page(), default);
        listed.Total.ShouldBe(1);
        var booked = listed.Items.ShouldHaveSingleItem();
        (booked.Id, booked.State, booked.Reason, booked.Created).ShouldBe(("a", RecordState.Booked, null, Some.Time(-100)));
        var described = await storage.Records.DescribeAsync([booked.Number, waits], default);
        described.Select(standing => (standing.Id, standing.State)).ShouldBe([("a", RecordState.Booked), ("waits", RecordState.Waiting)], ignoreOrder: true);
    }
}

public sealed class PlanLawsOnSqlite(SqliteStorage storage) : PlanLaws(storage), IClassFixture<SqliteStorage>;

public sealed class PlanLawsOnPostgres(PostgresStorage storage) : PlanLaws(storage), IClassFixture<PostgresStorage>;
