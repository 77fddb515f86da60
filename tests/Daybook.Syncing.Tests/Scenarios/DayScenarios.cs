using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Scenarios;

/// <summary>Fees and payouts, days and time zones, and changes after a sync.</summary>
public sealed class DayScenarios
{
    [Theory, BothPresentations]
    public void S7_Fees_payouts_and_a_payout_that_goes_the_other_way(Presentation presentation)
    {
        var books = new MerchantBooks(presentation, "Europe/London");
        var (first, second) = (Payment("p1", "2026-06-03T10:00:00Z", 14m), Payment("p2", "2026-06-03T11:00:00Z", 200m));
        var order = Order("2", "2026-06-03T11:00:00Z", 200m, Line(200m, 33.33m, 20));
        books.Push(
            Order("1", "2026-06-03T10:00:00Z", 14m, Line(14m, 2.33m, 20)), first, Tie(first, "1"), Movement("p1", RecordKind.PaymentFee, "2026-06-03T10:00:00Z", -0.25m, "p1"),
            order, second, Tie(second, "2"), Movement("p2", RecordKind.PaymentFee, "2026-06-03T11:00:00Z", -3.50m, "p2"));
        var june3 = books.Sync("2026-06-04T00:00:00Z");
        var clearing3 = books.TrialBalance()["card GBP"];
        var back = Payment("p3", "2026-06-04T18:00:00Z", -200m);
        books.PushModified("2026-06-04T18:00:00Z", order with { Total = 0, Refund = -200m })
            .Push(Movement("out1", RecordKind.Payout, "2026-06-04T09:00:00Z", -210.25m), back, Tie(back, "2"), Movement("p3", RecordKind.PaymentFeeRefund, "2026-06-04T18:00:00Z", 3.50m, "p3"));
        var june4 = books.Sync("2026-06-05T00:00:00Z");
        var clearing4 = books.TrialBalance()["card GBP"];
        books.Push(Movement("out2", RecordKind.Payout, "2026-06-05T09:00:00Z", 196.50m));

        var june5 = books.Sync("2026-06-06T00:00:00Z");

        (clearing3, clearing4, books.TrialBalance().ContainsKey("card GBP")).ShouldBe((210.25m, -196.50m, false));
        books.LastPlan!.Taxes.ShouldBeEmpty();
        if (presentation == Presentation.Invoices)
        {
            Told.Of(june3).ShouldBe(["2026-06-03 INV 214.00: sales 20 178.34+35.66", "2026-06-03 BILL 3.75: fee 3.75", "2026-06-03 PMT 214.00 card", "2026-06-03 BILLPMT 3.75 card"]);
            Told.Of(june4).ShouldBe(
            [
                "2026-06-04 CN 200.00: sales 20 166.67+33.33", "2026-06-04 BCN 3.50: fee 3.50", "2026-06-04 REF 200.00 card", "2026-06-04 BCNREF 3.50 card",
                "2026-06-04 XFER 210.25 card to payout",
            ]);
            Told.Of(june5).ShouldBe(["2026-06-05 XFER 196.50 payout to card"]);
        }
    }

    [Theory, BothPresentations]
    public void S7_A_failed_payout_takes_its_payout_back(Presentation presentation)
    {
        var books = new MerchantBooks(presentation)
            .Push(Movement("out", RecordKind.Payout, "2026-06-03T09:00:00Z", -100m), Movement("failed", RecordKind.FailedPayout, "2026-06-04T09:00:00Z", 100m));

        var documents = books.Sync("2026-06-05T00:00:00Z");

        books.TrialBalance().ShouldBeEmpty();
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-03 XFER 100.00 card to payout", "2026-06-04 XFER 100.00 payout to card"]);
        }
    }

    [Theory, BothPresentations]
    public void Loans_cashback_and_transfers_move_by_what_the_source_calls_them(Presentation presentation)
    {
        var books = new MerchantBooks(presentation).Push(
            Movement("l", RecordKind.Transfer, "2026-06-03T09:00:00Z", 1000m, subType: "loan"),
            Movement("lp", RecordKind.Transfer, "2026-06-03T09:00:00Z", -100m, subType: "loanPayment"),
            Movement("lf", RecordKind.UnknownTransaction, "2026-06-03T09:00:00Z", -7m, subType: "loanFee"),
            Movement("cb", RecordKind.Transfer, "2026-06-03T09:00:00Z", 3m, subType: "cashback"),
            Movement("t", RecordKind.Transfer, "2026-06-03T09:00:00Z", -50m));

        books.Sync("2026-06-04T00:00:00Z");

        books.TrialBalance().ShouldBe(new Dictionary<string, decimal>
        {
            ["card GBP"] = 846m, ["cashback GBP"] = -3m, ["loan GBP"] = -1000m, ["loanfee GBP"] = 7m, ["loanpayment GBP"] = 100m, ["transfer GBP"] = 50m,
        });
    }

    [Theory, BothPresentations]
    public void S11_Each_sale_is_in_exactly_one_business_day_through_a_change_of_clocks(Presentation presentation)
    {
        var books = new MerchantBooks(presentation, "America/New_York");
        (string At, decimal Amount)[] sales =
        [
            ("2025-11-02T03:59:59Z", 10m), ("2025-11-02T04:00:00Z", 20m), ("2025-11-02T05:30:00Z", 30m),
            ("2025-11-02T06:30:00Z", 40m), ("2025-11-03T04:30:00Z", 50m), ("2025-11-03T05:00:00Z", 60m),
        ];
        foreach (var (sale, i) in sales.Select((sale, i) => (sale, i)))
        {
            books.Push(Order($"{i}", sale.At, sale.Amount, Line(sale.Amount, 0, 0)));
        }

        var documents = books.Sync("2025-11-05T05:00:00Z");

        documents.ToDictionary(document => document.Date.Day, document => document.Total).ShouldBe(new Dictionary<int, decimal> { [1] = 10m, [2] = 140m, [3] = 60m }, ignoreOrder: true);
    }

    [Fact]
    public void S11_Days_of_23_and_25_hours_days_without_a_midnight_and_late_closing()
    {
        var london = new BusinessDay(DateTimeZoneProviders.Tzdb["Europe/London"], 0);
        london.Of(At("2025-03-30T23:15:00Z")).ShouldBe(new LocalDate(2025, 3, 31));
        (london.EndOf(new LocalDate(2025, 3, 30)) - london.StartOf(new LocalDate(2025, 3, 30))).ShouldBe(Duration.FromHours(23));
        var cairo = new BusinessDay(DateTimeZoneProviders.Tzdb["Africa/Cairo"], 0);
        cairo.StartOf(new LocalDate(2025, 4, 25)).ShouldBe(At("2025-04-24T22:00:00Z"));
        var bar = new BusinessDay(DateTimeZoneProviders.Tzdb["Europe/London"], 4);
        bar.Of(At("2026-01-10T03:59:59Z")).ShouldBe(new LocalDate(2026, 1, 9));
        bar.Of(At("2026-01-10T04:00:00Z")).ShouldBe(new LocalDate(2026, 1, 10));
    }

    [Theory, BothPresentations]
    public void S12_An_order_edited_after_its_sync_is_adjusted_on_the_day_of_the_change(Presentation presentation)
    {
        var (books, order) = SyncedOnJune3(presentation);
        var back = Payment("r", "2026-06-06T10:00:00Z", -12m);
        books.PushModified("2026-06-06T10:00:00Z", order with { Total = 48m, Lines = [Line(48m, 8m, 20, "food")] }).Push(back, Tie(back, "A"));

        var documents = books.Sync("2026-06-07T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card -12.00", "sales 20 10.00", "tax 20 2.00"]);
        documents[0].Notes.ShouldBe(["Adjusts #A of 2026-06-03."]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-06 CN 12.00: sales 20 10.00+2.00", "2026-06-06 REF 12.00 card"]);
        }

        books.Sync("2026-06-08T00:00:00Z").ShouldBeEmpty();
    }

    [Theory, BothPresentations]
    public void S12_A_day_whose_sync_is_undone_is_written_anew_as_if_the_edit_had_always_been(Presentation presentation)
    {
        var (books, order) = SyncedOnJune3(presentation);
        books.PushModified("2026-06-06T10:00:00Z", order with { Total = 48m, Lines = [Line(48m, 8m, 20, "food")] });
        books.Undo(books.Store.Syncs[^1].Id);

        var documents = books.Sync("2026-06-07T00:00:00Z");

        documents.ShouldAllBe(document => document.Date == new LocalDate(2026, 6, 3) && document.Notes.Count == 0);
        Told.Movements(documents).ShouldContain("tax 20 -98.00");
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents)[0].ShouldStartWith("2026-06-03 INV 588.00: ");
        }
    }

    [Theory, BothPresentations]
    public void S12_An_order_that_grows_is_invoiced_for_what_it_grew(Presentation presentation)
    {
        var (books, order) = SyncedOnJune3(presentation);
        var more = Payment("m", "2026-06-06T10:00:00Z", 6m);
        books.PushModified("2026-06-06T10:00:00Z", order with { Total = 66m, Lines = [Line(66m, 11m, 20, "food")] }).Push(more, Tie(more, "A"));

        var documents = books.Sync("2026-06-07T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card 6.00", "sales 20 -5.00", "tax 20 -1.00"]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-06 INV 6.00: sales 20 5.00+1.00", "2026-06-06 PMT 6.00 card"]);
        }
    }

    [Theory, BothPresentations]
    public void S12_A_change_that_belongs_to_a_closed_day_goes_to_the_first_open_one_with_a_note(Presentation presentation)
    {
        var (books, _) = SyncedOnJune3(presentation);
        books.OpenFrom = new LocalDate(2026, 6, 10);
        books.Push(Order("late", "2026-06-04T10:00:00Z", 5m, Line(5m, 0, 0)));

        var documents = books.Sync("2026-06-12T00:00:00Z");

        documents.Single().Date.ShouldBe(new LocalDate(2026, 6, 10));
        documents.Single().Notes.ShouldBe(["For 2026-06-04, which is closed in the books."]);
    }

    [Theory, BothPresentations]
    public void S12_A_product_moved_to_another_category_is_one_journal_that_comes_to_nothing(Presentation presentation)
    {
        var (books, _) = SyncedOnJune3(presentation);
        books.Clock = At("2026-06-06T12:00:00Z");
        books.Push(new CatalogueItem { Id = "food", Category = "Drinks" });

        var documents = books.Sync("2026-06-06T23:00:00Z");

        Told.Of(documents).ShouldBe(["2026-06-06 JNL 50.00: sales 20 50.00, sales Drinks 20 -50.00"]);
    }

    [Theory, BothPresentations]
    public void A_late_order_makes_a_second_document_of_its_day(Presentation presentation)
    {
        var (books, _) = SyncedOnJune3(presentation);
        books.Push(Order("late", "2026-06-03T22:00:00Z", 5m, Line(5m, 0, 0)));

        var documents = books.Sync("2026-06-07T00:00:00Z");

        documents.Single().Date.ShouldBe(new LocalDate(2026, 6, 3));
        documents.Single().Notes.ShouldBeEmpty();
    }

    [Theory, BothPresentations]
    public void A_payment_waits_for_its_tie_and_its_order(Presentation presentation)
    {
        var payment = Payment("p", "2026-06-03T10:00:00Z", 5m);
        var books = new MerchantBooks(presentation).Push(payment);
        books.Sync("2026-06-04T00:00:00Z").ShouldBeEmpty();
        books.Store.Deferrals.Single().Reason.ShouldBe("No transaction ties it to an order yet.");
        books.Push(Tie(payment, "1"));
        books.Sync("2026-06-05T00:00:00Z").ShouldBeEmpty();
        books.Store.Deferrals.Single().Reason.ShouldBe("Its order has not arrived.");
        books.Push(Order("1", "2026-06-03T10:00:00Z", 5m, Line(5m, 0, 0)));

        var documents = books.Sync("2026-06-06T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card 5.00", "sales 0 -5.00"]);
        documents.ShouldAllBe(document => document.Date == new LocalDate(2026, 6, 3));
        books.Store.Deferrals.ShouldBeEmpty();
    }

    [Theory, BothPresentations]
    public void An_order_whose_totals_do_not_add_up_is_set_aside_until_it_is_corrected(Presentation presentation)
    {
        var order = Order("1", "2026-06-03T10:00:00Z", 7m, Line(5m, 0, 0));
        var payment = Payment("p", "2026-06-03T10:00:00Z", 7m);
        var books = new MerchantBooks(presentation).Push(order, payment, Tie(payment, "1"), Order("2", "2026-06-03T10:00:00Z", 1m, Line(1m, 0, 0)));
        books.Sync("2026-06-04T00:00:00Z").Single().Total.ShouldBe(1m);
        books.Store.Deferrals.Select(deferral => deferral.State).ShouldBe([RecordState.SetAside, RecordState.Waiting], ignoreOrder: true);
        books.PushModified("2026-06-05T10:00:00Z", order with { Lines = [Line(7m, 0, 0)] });

        Told.Movements(books.Sync("2026-06-06T00:00:00Z")).ShouldBe(["card 7.00", "sales 0 -7.00"]);
        books.Store.Deferrals.ShouldBeEmpty();
    }

    private static (MerchantBooks Books, Order Order) SyncedOnJune3(Presentation presentation)
    {
        var order = Order("A", "2026-06-03T10:00:00Z", 60m, Line(60m, 10m, 20, "food"));
        var (first, second) = (Payment("p1", "2026-06-03T10:00:00Z", 60m), Payment("p2", "2026-06-03T10:00:00Z", 540m));
        var books = new MerchantBooks(presentation, "Europe/London")
            .Push(order, first, Tie(first, "A"), Order("B", "2026-06-03T10:00:00Z", 540m, Line(540m, 90m, 20)), second, Tie(second, "B"));
        var documents = books.Sync("2026-06-04T00:00:00Z");
        Told.Movements(documents).ShouldBe(["card 600.00", "sales 20 -500.00", "tax 20 -100.00"]);
        return (books, order);
    }
}
