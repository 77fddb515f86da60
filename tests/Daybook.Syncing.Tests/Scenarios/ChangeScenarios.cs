using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Scenarios;

/// <summary>On which day a change is booked, and against which documents it is settled.</summary>
public sealed class ChangeScenarios
{
    private static readonly Order Ten = Order("1", "2026-06-03T10:00:00Z", 10m, Line(10m, 1.67m, 20));

    [Fact]
    public void A_credit_that_no_money_settles_is_set_against_what_the_order_still_owes()
    {
        var books = new MerchantBooks(Presentation.Invoices).Push(Ten);
        var invoice = books.Sync("2026-06-04T00:00:00Z").Single();
        books.PushModified("2026-06-04T10:00:00Z", Ten with { Total = 7m, Lines = [.. Ten.Lines, Line(-3m, -0.5m, 20)] });

        var credited = books.Sync("2026-06-05T00:00:00Z");

        Told.Of(credited).ShouldBe(["2026-06-04 CN 3.00: sales 20 2.50+0.50", "2026-06-04 ALLOC 3.00"]);
        var allocation = credited.Single(document => document.Kind == DocumentKind.CreditAllocation);
        allocation.Target.ShouldBe(invoice.Id);
        allocation.Source.ShouldBe(credited.Single(document => document.Kind == DocumentKind.CreditNote).Id);
    }

    [Fact]
    public void Nothing_is_set_against_a_draft_until_invoices_are_finished()
    {
        var books = new MerchantBooks(Presentation.Invoices) { LeavesDrafts = true }.Push(Ten);
        books.Sync("2026-06-04T00:00:00Z");
        books.PushModified("2026-06-04T10:00:00Z", Ten with { Total = 7m, Lines = [.. Ten.Lines, Line(-3m, -0.5m, 20)] });
        Told.Of(books.Sync("2026-06-05T00:00:00Z")).ShouldBe(["2026-06-04 CN 3.00: sales 20 2.50+0.50"]);

        books.LeavesDrafts = false;
        books.PushModified("2026-06-05T10:00:00Z", Ten with { Total = 6m, Lines = [.. Ten.Lines, Line(-4m, -0.67m, 20)] });

        Told.Of(books.Sync("2026-06-06T00:00:00Z")).ShouldBe(["2026-06-05 CN 1.00: sales 20 0.83+0.17", "2026-06-04 ALLOC 3.00", "2026-06-05 ALLOC 1.00"], ignoreOrder: true);
    }

    [Fact]
    public void Money_settles_the_oldest_invoice_of_its_order_first()
    {
        var books = new MerchantBooks(Presentation.Invoices).Push(Ten);
        var first = books.Sync("2026-06-04T00:00:00Z").Single();
        books.PushModified("2026-06-04T10:00:00Z", Ten with { Total = 15m, Lines = [.. Ten.Lines, Line(5m, 0.83m, 20)] });
        var second = books.Sync("2026-06-05T00:00:00Z").Single();
        var payment = Payment("p", "2026-06-05T10:00:00Z", 12m);
        books.Push(payment, Tie(payment, "1"));

        var paid = books.Sync("2026-06-06T00:00:00Z");

        paid.Select(document => (document.Target, document.Total)).ShouldBe([(first.Id, 10m), (second.Id, 2m)]);
    }

    [Theory, BothPresentations]
    public void A_payment_that_turns_out_to_be_another_order_s_leaves_the_first_one_owing_and_pays_the_other(Presentation presentation)
    {
        var (payment, wrong) = (Payment("p", "2026-06-03T10:00:00Z", 10m), Ten with { Id = "2" });
        var books = new MerchantBooks(presentation).Push(Ten, wrong, payment, Tie(payment, "2"));
        books.Sync("2026-06-04T00:00:00Z");
        var before = books.TrialBalance();
        books.PushModified("2026-06-05T10:00:00Z", Tie(payment, "1"));

        var moved = books.Sync("2026-06-09T00:00:00Z");

        books.TrialBalance().ShouldBe(before);
        var again = Payment("q", "2026-06-09T10:00:00Z", 10m);
        var paid = books.Push(again, Tie(again, "2")).Sync("2026-06-10T00:00:00Z");
        if (presentation == Presentation.Invoices)
        {
            Told.Of(moved).ShouldBe(["2026-06-05 Overrefund 10.00 card", "2026-06-05 PMT 10.00 card"]);
            books.LastPlan!.Problems.ShouldBeEmpty();
            paid.ShouldHaveSingleItem().Target.ShouldBe(moved.Single(document => document.Kind == DocumentKind.Overrefund).Id);
        }
        else
        {
            moved.ShouldBeEmpty();
        }
    }

    [Theory, BothPresentations]
    public void A_change_that_one_sync_does_not_reach_yet_is_booked_on_its_own_day_by_the_next(Presentation presentation)
    {
        var books = new MerchantBooks(presentation).Push(Ten);
        books.Sync("2026-06-04T00:00:00Z");
        books.PushModified("2026-06-06T10:00:00Z", Ten with { Total = 15m, Lines = [.. Ten.Lines, Line(5m, 0.83m, 20)] });
        books.Sync("2026-06-05T00:00:00Z").ShouldBeEmpty();

        books.Sync("2026-06-09T00:00:00Z").ShouldHaveSingleItem().Date.ShouldBe(new LocalDate(2026, 6, 6));
    }

    [Theory, BothPresentations]
    public void A_change_is_never_booked_before_the_day_of_what_it_changes(Presentation presentation)
    {
        var books = new MerchantBooks(presentation).PushModified("2026-06-01T10:00:00Z", Ten);
        books.Sync("2026-06-04T00:00:00Z").ShouldHaveSingleItem().Date.ShouldBe(new LocalDate(2026, 6, 3));
        books.PushModified("2026-06-02T10:00:00Z", Ten with { Total = 15m, Lines = [.. Ten.Lines, Line(5m, 0.83m, 20)] });

        books.Sync("2026-06-05T00:00:00Z").ShouldHaveSingleItem().Date.ShouldBe(new LocalDate(2026, 6, 3));
    }

    [Theory, BothPresentations]
    public void A_fee_follows_its_payment_to_another_account_on_the_day_that_the_payment_changed(Presentation presentation)
    {
        var payment = Payment("p", "2026-06-03T10:00:00Z", 10m);
        var books = new MerchantBooks(presentation).Push(Ten, payment, Tie(payment, "1"), Movement("p", RecordKind.PaymentFee, "2026-06-03T10:00:00Z", -0.25m, "p"));
        books.Sync("2026-06-04T00:00:00Z");
        books.PushModified("2026-06-05T10:00:00Z", payment with { Type = PaymentType.Cash });

        var moved = books.Sync("2026-06-09T00:00:00Z");

        Told.Movements(moved).ShouldBe(["card -9.75", "cash 9.75"]);
        moved.ShouldAllBe(document => document.Date == new LocalDate(2026, 6, 5));
    }

    [Theory, BothPresentations]
    public void What_happens_in_the_very_moment_that_a_sync_reaches_is_left_to_the_next(Presentation presentation)
    {
        var books = new MerchantBooks(presentation).Push(Ten);

        books.Sync("2026-06-03T10:00:00Z").ShouldBeEmpty();

        books.Store.Deferrals.ShouldHaveSingleItem().State.ShouldBe(RecordState.Pending);
        books.Sync("2026-06-04T00:00:00Z").ShouldHaveSingleItem().Date.ShouldBe(new LocalDate(2026, 6, 3));
        books.Store.Deferrals.ShouldBeEmpty();
    }

    [Theory, BothPresentations]
    public void The_penny_of_the_tax_on_a_discount_is_the_source_s(Presentation presentation)
    {
        var books = new MerchantBooks(presentation).Push(Ten with { Total = 9m, Discount = 1m, Tax = 1.51m });

        Told.Movements(books.Sync("2026-06-04T00:00:00Z")).ShouldBe(["receivable 9.00", "sales 20 -7.49", "tax 20 -1.51"]);
    }
}
