using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Engine;

public sealed class EngineLaws
{
    [Fact]
    public void What_a_refused_document_held_is_out_of_the_books_when_the_sync_ends_and_the_next_one_books_it()
    {
        var company = new SyncedCompany();
        company.Store.Push(At("2026-06-03T10:00:00Z"), Pushed(Order("1", "2026-06-03T10:00:00Z", 10m, Line(10m, 1.67m, 20))));
        company.Platform.Faults = _ => Fault.Refused;

        company.Sync(At("2026-06-04T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.WriteError);

        company.Store.Parts.ShouldBeEmpty();
        company.Store.Deferrals.ShouldHaveSingleItem().State.ShouldBe(RecordState.Pending);
        company.Platform.Faults = _ => null;
        company.Sync(At("2026-06-04T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.Success);
        company.Platform.TrialBalance()["receivable GBP"].ShouldBe(10m);
    }

    [Fact]
    public void A_sync_from_before_the_start_date_books_what_was_left_out_before()
    {
        var company = new SyncedCompany();
        var configuration = company.Target.Configuration!;
        company.Target = company.Target with { Configuration = configuration with { Schedule = configuration.Schedule with { StartDate = At("2026-06-02T00:00:00Z") } } };
        company.Store.Push(
            At("2026-06-03T10:00:00Z"),
            Pushed(Order("early", "2026-06-01T10:00:00Z", 3m, Line(3m, 0.5m, 20))),
            Pushed(Order("late", "2026-06-03T10:00:00Z", 10m, Line(10m, 1.67m, 20))));
        var end = At("2026-06-04T00:00:00Z");
        company.Sync(end);
        company.Platform.TrialBalance()["receivable GBP"].ShouldBe(10m);

        company.Sync(end, from: At("2026-06-01T00:00:00Z"));

        company.Platform.TrialBalance()["receivable GBP"].ShouldBe(13m);
    }
}
