using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Engine;

/// <summary>Documents that go to the platform in one call.</summary>
public sealed class TogetherLaws
{
    private readonly BatchingMemoryPlatform platform = new();
    private readonly SyncedCompany company;

    public TogetherLaws()
    {
        company = new SyncedCompany { Platform = platform };
        for (var day = 1; day <= 6; day++)
        {
            var moment = $"2026-06-0{day}T10:00:00Z";
            var payment = Payment($"p{day}", moment, 10m + day);
            company.Store.Push(At(moment), Pushed(Order($"o{day}", moment, 10m + day, Line(10m + day, 0m, 0))), Pushed(payment), Pushed(Tie(payment, $"o{day}")));
        }
    }

    [Fact]
    public void What_settles_goes_after_all_that_it_settles_and_no_call_brings_more_than_the_platform_takes()
    {
        company.Sync(At("2026-06-08T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.Success);
        platform.Calls.ShouldBe([4, 2, 4, 2]);
        platform.TrialBalance().Keys.ShouldBe(["card GBP", "sales GBP"]);
    }

    [Fact]
    public void One_that_is_refused_takes_with_it_only_what_settles_it()
    {
        platform.Faults = document => document.Kind == DocumentKind.SalesInvoice && document.Total == 12m ? Fault.Refused : null;
        company.Sync(At("2026-06-08T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.WriteError);
        platform.Books.Count().ShouldBe(10);
        platform.Faults = _ => null;
        company.Sync(At("2026-06-08T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.Success);
        platform.Books.Count().ShouldBe(12);
    }

    [Fact]
    public void An_answer_lost_among_others_is_looked_for_by_itself()
    {
        var isLost = true;
        platform.Faults = document => document.Total == 12m && isLost && !(isLost = false) ? Fault.LostAfter : null;
        company.Sync(At("2026-06-08T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.Success);
        platform.Writes.Values.ShouldAllBe(times => times == 1);
        platform.Books.Count().ShouldBe(12);
    }

    [Fact]
    public void A_platform_that_no_longer_answers_is_asked_no_further_and_the_next_sync_finds_what_it_took()
    {
        platform.Faults = document => document.Total < 13m ? Fault.LostAfter : Fault.LostBefore;
        company.Sync(At("2026-06-08T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.WriteError);
        platform.Calls.ShouldBe([4]);
        platform.Books.Count().ShouldBe(2);
        platform.Faults = _ => null;
        company.Sync(At("2026-06-08T00:00:00Z")).StatusCode.ShouldBe(SyncStatusCode.Success);
        platform.Writes.Values.ShouldAllBe(times => times == 1);
        platform.Books.Count().ShouldBe(12);
    }
}
