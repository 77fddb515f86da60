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

        var other = After(first, Presentation.Journal);
        other.Target = other.Target with { Company = other.Target.Company with { Id = Guid.Parse("00000000-0000-0000-0000-0000000000c1") } };
        Push(other, Sale("1", 10m), Sale("2", 20m));
        other.Sync(Evening).StatusCode.ShouldBe(SyncStatusCode.Success);

        other.Platform.TrialBalance()["card GBP"].ShouldBe(40m);
        other.Platform.Books.Select(document => document.Number).ShouldBe(["DB-20260603-1", "DB-20260603-2"], ignoreOrder: true);
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
