using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.Histories;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>A database that has forgotten what it wrote, over books that have not.</summary>
public sealed class AdoptionLaws
{
    private static readonly Instant Evening = At("2026-06-04T00:00:00Z");

    [Theory]
    [InlineData(Presentation.Invoices)]
    [InlineData(Presentation.Journal)]
    public void What_the_books_hold_already_is_adopted_and_nothing_is_written(Presentation presentation)
    {
        var first = new SyncedCompany(presentation);
        Push(first, Sale("1", 10m), Sale("2", 20m));
        first.Sync(Evening);
        var written = first.Platform.Writes.Count;
        var numbers = first.Platform.Books.Select(document => document.Number).ToList();

        var again = After(first, presentation);
        Push(again, Sale("2", 20m), Sale("1", 10m));
        var sync = again.Sync(Evening);

        sync.StatusCode.ShouldBe(SyncStatusCode.Success);
        sync.Problems.ShouldContain(problem => problem.Contains("were adopted", StringComparison.Ordinal));
        again.Platform.Writes.Count.ShouldBe(written);
        again.Store.Documents.Select(stored => stored.Document.Number).Order().ShouldBe(numbers.Order());
        again.Store.Documents.ShouldAllBe(stored => stored.State == DocumentState.Accepted && stored.PlatformId != null);
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.NothingToWrite);
    }

    [Theory]
    [InlineData(Presentation.Invoices)]
    [InlineData(Presentation.Journal)]
    public void Where_the_records_now_say_otherwise_the_books_are_those_of_a_company_that_lost_nothing(Presentation presentation)
    {
        var first = new SyncedCompany(presentation);
        Push(first, Sale("1", 10m), Sale("2", 20m));
        first.Sync(Evening);

        var again = After(first, presentation);
        Push(again, Sale("1", 10m), Sale("2", 25m));
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);

        again.Platform.TrialBalance()["card GBP"].ShouldBe(35m);
        again.Platform.TrialBalance()["sales GBP"].ShouldBe(-35m / 1.2m, 0.02m);
        again.Platform.Books.Select(document => document.Number).ShouldBeUnique();
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.NothingToWrite);
    }

    [Fact]
    public void While_most_of_a_day_was_not_pushed_again_nothing_of_it_is_touched()
    {
        var first = new SyncedCompany(Presentation.Journal);
        Push(first, Sale("1", 10m), Sale("2", 20m), Sale("3", 30m));
        first.Sync(Evening);

        var again = After(first, Presentation.Journal);
        Push(again, Sale("2", 20m));
        var early = again.Sync(Evening);
        early.StatusCode.ShouldBe(SyncStatusCode.DuplicationProtection);
        early.ErrorMessage!.ShouldContain("DB-20260603-1");
        early.ErrorMessage!.ShouldContain("Push again");
        again.Platform.TrialBalance()["card GBP"].ShouldBe(60m);

        Push(again, Sale("1", 10m), Sale("3", 30m));
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);
        again.Platform.TrialBalance()["card GBP"].ShouldBe(60m);
        again.Platform.Writes.Count.ShouldBe(1);
    }

    [Fact]
    public void Documents_of_another_company_in_the_same_books_are_left_alone_and_their_numbers_are_passed_over()
    {
        var first = new SyncedCompany(Presentation.Journal);
        Push(first, Sale("1", 10m));
        first.Sync(Evening);

        var other = Another(first, Presentation.Journal);
        Push(other, Sale("1", 10m), Sale("2", 20m));
        other.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);

        other.Platform.TrialBalance()["card GBP"].ShouldBe(40m);
        other.Platform.Books.Select(document => document.Number).ShouldBe(["DB-20260603-1", "DB-20260603-2"], ignoreOrder: true);
    }

    [Fact]
    public void What_carries_no_mark_in_the_books_is_found_by_what_it_settles()
    {
        var first = new SyncedCompany();
        first.Platform.Unmarked = [DocumentKind.Payment, DocumentKind.Transfer];
        Push(first, Sale("1", 10m), Sale("2", 20m));
        first.Store.Push(At("2026-06-03T11:00:00Z"), Payout);
        first.Sync(Evening);
        var written = first.Platform.Writes.Count;
        written.ShouldBe(3);

        var again = After(first, Presentation.Invoices);
        Push(again, Sale("2", 20m), Sale("1", 10m));
        again.Store.Push(At("2026-06-03T11:00:00Z"), Payout);
        again.Sync(Evening).Problems.ShouldContain(problem => problem.StartsWith("3 documents were in the books already", StringComparison.Ordinal));

        again.Platform.Writes.Count.ShouldBe(written);
        again.Store.Documents.ShouldAllBe(stored => stored.State == DocumentState.Accepted);
        again.Store.Documents.Select(stored => stored.PlatformId).ShouldBe(first.Store.Documents.Select(stored => stored.PlatformId), ignoreOrder: true);
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.NothingToWrite);
    }

    [Fact]
    public void Where_only_what_carries_no_mark_was_forgotten_it_is_found_too()
    {
        var first = new SyncedCompany();
        first.Platform.Unmarked = [DocumentKind.Payment];
        Push(first, Sale("1", 10m));
        first.Sync(Evening);

        var again = After(first, Presentation.Invoices);
        var (order, payment) = Sale("1", 10m);
        again.Store.Push(At("2026-06-03T11:00:00Z"), Pushed(order));
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);
        again.Store.Push(At("2026-06-03T11:00:00Z"), Pushed(payment), Pushed(Tie(payment, order.Id)));
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);

        again.Platform.TrialBalance()["card GBP"].ShouldBe(10m);
        again.Platform.Writes.Count.ShouldBe(2);
    }

    [Fact]
    public void What_carries_no_mark_leaves_the_books_before_what_it_settles()
    {
        var first = new SyncedCompany();
        first.Platform.Unmarked = [DocumentKind.Payment];
        Push(first, Sale("1", 10m), Sale("2", 20m));
        first.Sync(Evening);

        var again = After(first, Presentation.Invoices);
        Push(again, Sale("1", 10m), Sale("2", 25m));
        var sync = again.Sync(Evening);
        sync.StatusCode.ShouldBe(SyncStatusCode.Success, sync.ErrorMessage);

        again.Platform.TrialBalance()["card GBP"].ShouldBe(35m);
        again.Platform.TrialBalance().ShouldNotContainKey("receivable GBP");
    }

    [Fact]
    public void In_shared_books_a_transfer_without_a_mark_is_not_taken_from_another_company()
    {
        var first = new SyncedCompany(Presentation.Journal);
        first.Platform.Unmarked = [DocumentKind.Transfer];
        Push(first, Sale("1", 10m));
        first.Sync(Evening);
        var other = Another(first, Presentation.Invoices);
        other.Store.Push(At("2026-06-03T11:00:00Z"), Payout);
        other.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);

        var third = Another(first, Presentation.Invoices, "c2");
        third.Store.Push(At("2026-06-03T11:00:00Z"), Payout);
        third.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);
        third.Platform.TrialBalance()["bank GBP"].ShouldBe(18m);
    }

    [Fact]
    public void A_number_that_somebody_else_has_is_passed_over_by_the_same_sync()
    {
        var company = new SyncedCompany();
        company.Platform.TakenNumbers.UnionWith(["DB-20260603-1", "DB-20260603-2"]);
        Push(company, Sale("1", 10m));
        company.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);
        company.Platform.Books.Count().ShouldBe(2);
        company.Platform.TrialBalance()["card GBP"].ShouldBe(10m);
        company.Platform.TrialBalance().ShouldNotContainKey("receivable GBP");
        company.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.NothingToWrite);
    }

    [Fact]
    public void Where_every_number_is_taken_the_sync_gives_up_and_says_which()
    {
        var company = new SyncedCompany(Presentation.Journal);
        company.Platform.TakenNumbers.UnionWith(Enumerable.Range(1, 100).Select(count => $"DB-20260603-{count}"));
        Push(company, Sale("1", 10m));
        var sync = company.Sync(Evening);
        sync.StatusCode.ShouldBe(SyncStatusCode.DuplicationProtection);
        sync.ErrorMessage!.ShouldContain("Another document has the number DB-20260603-3");
        company.Platform.Books.ShouldBeEmpty();
    }

    [Fact]
    public void A_document_that_was_undone_and_written_again_is_another_one()
    {
        var company = new SyncedCompany(Presentation.Journal);
        Push(company, Sale("1", 10m));
        company.Undo(company.Sync(Evening).Id).Refusal.ShouldBeNull();
        company.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);
        company.Platform.Books.ShouldHaveSingleItem().Number.ShouldBe("DB-20260603-2");

        var again = After(company, Presentation.Journal);
        Push(again, Sale("1", 10m));
        again.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);

        again.Platform.Books.ShouldHaveSingleItem().Number.ShouldBe("DB-20260603-2");
        again.Platform.Writes.Count.ShouldBe(2);
    }

    [Fact]
    public void Whatever_a_company_lived_through_pushed_again_into_an_empty_database_it_has_the_same_books_or_is_told_what_is_left()
    {
        var (adopted, refused, told) = (0, 0, 0);
        for (var seed = 1; seed <= 100; seed++)
        {
            var presentation = seed % 2 == 0 ? Presentation.Invoices : Presentation.Journal;
            var chance = new Chance(seed);
            var (first, quiet) = (new SyncedCompany(presentation), new SyncedCompany(presentation));
            var pushed = new List<(Instant At, PushedRecord Record)>();
            for (var i = 0; i < 40; i++)
            {
                var step = chance.Step();
                if (step.IsSync())
                {
                    first.Sync(step.Reach());
                }
                else if (!step.IsUndo() && !step.Deletes())
                {
                    var at = History.FirstDay + Duration.FromHours(2 * i);
                    pushed.Add((at, step.Record(at)));
                    first.Store.Push(at, pushed[^1].Record);
                }
            }

            first.Sync(History.End);
            var again = After(first, presentation);
            foreach (var (at, record) in pushed)
            {
                again.Store.Push(at, record);
                quiet.Store.Push(at, record);
            }

            var before = again.Platform.TrialBalance();
            if (again.Sync(History.End).StatusCode == SyncStatusCode.DuplicationProtection)
            {
                again.Platform.TrialBalance().ShouldBe(before, $"seed {seed}");
                refused++;
                continue;
            }

            quiet.Sync(History.End);
            if (again.Store.Syncs[^1].Problems.Any(problem => problem.Contains("were left", StringComparison.Ordinal)))
            {
                told++;
            }
            else
            {
                again.Platform.TrialBalance().ShouldBe(quiet.Platform.TrialBalance(), $"seed {seed}");
            }

            again.Platform.Books.Select(document => document.Number).ShouldBeUnique($"seed {seed}");
            again.Sync(History.End).StatusCode.ShouldBe(SyncStatusCode.NothingToWrite, $"seed {seed}");
            adopted += again.Store.Syncs.Count(sync => sync.Problems.Any(problem => problem.Contains("were adopted", StringComparison.Ordinal)));
        }

        // These merchants also move records to other days and currencies, which real ones rarely do.
        adopted.ShouldBeGreaterThan(50);
        (refused + told).ShouldBeLessThan(80);
    }

    /// <summary>The same company with an empty database, over the same books.</summary>
    private static SyncedCompany After(SyncedCompany first, Presentation presentation) => new(presentation) { Platform = first.Platform };

    /// <summary>Another company over the same books.</summary>
    private static SyncedCompany Another(SyncedCompany first, Presentation presentation, string id = "c1")
    {
        var other = After(first, presentation);
        other.Target = other.Target with { Company = other.Target.Company with { Id = Guid.Parse($"00000000-0000-0000-0000-0000000000{id}") } };
        return other;
    }

    private static PushedRecord Payout => Pushed(Movement("out", RecordKind.Payout, "2026-06-03T12:00:00Z", -9m));

    private static (Order Order, Payment Payment) Sale(string id, decimal total) => (
        Order(id, "2026-06-03T10:00:00Z", total, Line(total, Math.Round(total / 6, 2), 20)),
        Payment("p" + id, "2026-06-03T10:00:00Z", total));

    private static void Push(SyncedCompany company, params (Order Order, Payment Payment)[] sales)
    {
        foreach (var (order, payment) in sales)
        {
            company.Store.Push(At("2026-06-03T11:00:00Z"), Pushed(order), Pushed(payment), Pushed(Tie(payment, order.Id)));
        }
    }
}
