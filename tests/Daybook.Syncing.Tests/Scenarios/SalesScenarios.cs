using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using Shouldly;
using Xunit;
using static Daybook.Syncing.Tests.StandIns.Shop;

namespace Daybook.Syncing.Tests.Scenarios;

/// <summary>Worked days of sales, to the cent: the figures are those of the design's scenarios.</summary>
public sealed class SalesScenarios
{
    private static readonly Order S1Order = Order("1", "2026-06-03T10:00:00Z", 14.00m, Line(5.00m, 0.83m, 20), Line(5.00m, 0.24m, 5), Line(5.00m, 0m, 0))
        with { Discount = 1.00m, Tax = 1.00m, Gratuity = 1.50m };

    private static readonly Payment S1Cash = Payment("1a", "2026-06-03T10:00:00Z", 10.00m, PaymentType.Cash);
    private static readonly Payment S1Card = Payment("1b", "2026-06-03T10:00:00Z", 5.50m);

    [Theory, BothPresentations]
    public void S1_A_discount_on_the_order_is_spread_over_three_rates_and_two_tenders_pay_it(Presentation presentation)
    {
        var books = new MerchantBooks(presentation, "Europe/London").Push(S1Order, S1Cash, S1Card, Tie(S1Cash, "1"), Tie(S1Card, "1"));

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card 5.50", "cash 10.00", "gratuity -1.50", "sales 0 -4.67", "sales 20 -3.88", "sales 5 -4.45", "tax 20 -0.78", "tax 5 -0.22"]);
        Told.Of(documents).ShouldBe(presentation == Presentation.Journal
            ? ["2026-06-03 JNL 15.50: card 5.50, cash 10.00, gratuity -1.50, sales 0 -4.67, sales 20 -3.88, sales 5 -4.45, tax 20 -0.78, tax 5 -0.22"]
            : ["2026-06-03 INV 15.50: sales 20 3.88+0.78, sales 5 4.45+0.22, sales 0 4.67, gratuity 1.50", "2026-06-03 PMT 5.50 card", "2026-06-03 PMT 10.00 cash"],
            ignoreOrder: true);
    }

    [Theory, BothPresentations]
    public void S2_The_tax_of_three_orders_stays_the_source_s(Presentation presentation)
    {
        var books = new MerchantBooks(presentation);
        PushS2(books);

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card 87.74", "sales 15 -76.30", "tax 15 -11.44"]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-03 INV 87.74: sales 15 76.30+11.44", "2026-06-03 PMT 87.74 card"]);
        }
    }

    [Theory, BothPresentations]
    public void S2_Books_that_compute_the_tax_get_a_visible_rounding_line_and_the_proof_lists_it(Presentation presentation)
    {
        var books = new MerchantBooks(presentation) { TakesTax = false };
        PushS2(books);

        var documents = books.Sync("2026-06-04T00:00:00Z");

        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-03 INV 87.74: sales 15 76.30+11.45, rounding -0.01", "2026-06-03 PMT 87.74 card"]);
            Told.Movements(documents).ShouldBe(["card 87.74", "rounding 0.01", "sales 15 -76.30", "tax 15 -11.45"]);
            documents[0].Notes.ShouldHaveSingleItem().ShouldContain("11.44 as the records state it, 11.45 as the platform computes it");
            books.LastPlan!.Proof.Where(line => line.TaxRounding != 0).ShouldBe([new ProofLine(Gbp, "rounding", 0, 0.01m, 0.01m), new ProofLine(Gbp, "tax 15", -11.44m, -0.01m, -11.45m)]);
        }
        else
        {
            Told.Movements(documents).ShouldBe(["card 87.74", "sales 15 -76.30", "tax 15 -11.44"]);
        }
    }

    [Fact]
    public void S2_Books_whose_rate_is_another_than_the_records_state_compute_by_their_own()
    {
        var books = new MerchantBooks(Presentation.Invoices) { TakesTax = false, TaxPercents = { ["rate 15"] = 20 } };
        PushS2(books);

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Of(documents).ShouldBe(["2026-06-03 INV 87.74: sales 15 76.30+15.26, rounding -3.82", "2026-06-03 PMT 87.74 card"]);
        documents[0].Notes.ShouldHaveSingleItem().ShouldContain("15.26 as the platform computes it");
    }

    [Theory, BothPresentations]
    public void S3_Two_hundred_inclusive_coffees_keep_their_tax_and_the_drift_is_told(Presentation presentation)
    {
        var books = new MerchantBooks(presentation);
        for (var i = 0; i < 200; i++)
        {
            var payment = Payment($"p{i}", "2026-06-03T10:00:00Z", 2.95m);
            books.Push(Order($"{i}", "2026-06-03T10:00:00Z", 2.95m, Line(2.95m, 0.49m, 20)), payment, Tie(payment, $"{i}"));
        }

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card 590.00", "sales 20 -492.00", "tax 20 -98.00"]);
        books.LastPlan!.Taxes.ShouldBe([new TaxCheck(Gbp, "20", 590.00m, 98.00m, 98.33m)]);
        books.LastPlan.Taxes[0].Difference.ShouldBe(0.33m);
    }

    [Theory, BothPresentations]
    public void S4_A_gift_card_is_owed_when_sold_and_spent_when_redeemed(Presentation presentation)
    {
        var books = new MerchantBooks(presentation).Map("prepaidPayment", "prepaid");
        var (card, cash) = (Payment("p1", "2026-06-03T10:00:00Z", 50m), Payment("p2", "2026-06-03T11:00:00Z", 24m, PaymentType.Cash));
        books.Push(
            new CatalogueItem { Id = "gift", IsGiftCard = true },
            Order("1", "2026-06-03T10:00:00Z", 50m, Line(50m, 0, 0, "gift")), card, Tie(card, "1"),
            Order("2", "2026-06-03T11:00:00Z", 24m, Line(24m, 4m, 20)), cash, Tie(cash, "2"));
        var first = books.Sync("2026-06-04T00:00:00Z");
        var (redeemed, rest) = (Payment("p3", "2026-06-04T10:00:00Z", 50m, PaymentType.Prepaid), Payment("p4", "2026-06-04T10:00:00Z", 12.40m));
        books.Push(Order("3", "2026-06-04T10:00:00Z", 62.40m, Line(62.40m, 10.40m, 20)), redeemed, rest, Tie(redeemed, "3"), Tie(rest, "3"));

        var second = books.Sync("2026-06-05T00:00:00Z");

        if (presentation == Presentation.Invoices)
        {
            Told.Of(first).ShouldBe(["2026-06-03 INV 74.00: sales 20 20.00+4.00, prepaid 50.00", "2026-06-03 PMT 50.00 card", "2026-06-03 PMT 24.00 cash"]);
            Told.Of(second).ShouldBe(["2026-06-04 INV 62.40: sales 20 52.00+10.40", "2026-06-04 PMT 12.40 card", "2026-06-04 PMT 50.00 prepaid"]);
        }

        books.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["card GBP"] = 62.40m, ["cash GBP"] = 24m, ["sales 20 GBP"] = -72m, ["tax 20 GBP"] = -14.40m });
    }

    [Theory, BothPresentations]
    public void S4_A_voucher_that_was_taxed_when_sold_is_not_taxed_again(Presentation presentation)
    {
        var books = new MerchantBooks(presentation) { VouchersTaxedAtSale = true };
        var (card, cash) = (Payment("p1", "2026-06-03T10:00:00Z", 50m), Payment("p2", "2026-06-03T11:00:00Z", 24m, PaymentType.Cash));
        books.Push(
            new CatalogueItem { Id = "gift", IsGiftCard = true },
            Order("1", "2026-06-03T10:00:00Z", 50m, Line(50m, 8.33m, 20, "gift")), card, Tie(card, "1"),
            Order("2", "2026-06-03T11:00:00Z", 24m, Line(24m, 4m, 20)), cash, Tie(cash, "2"));
        var first = books.Sync("2026-06-04T00:00:00Z");
        var (redeemed, rest) = (Payment("p3", "2026-06-04T10:00:00Z", 50m, PaymentType.Prepaid), Payment("p4", "2026-06-04T10:00:00Z", 12.40m));
        books.Push(Order("3", "2026-06-04T10:00:00Z", 62.40m, Line(62.40m, 10.40m, 20)), redeemed, rest, Tie(redeemed, "3"), Tie(rest, "3"));

        var second = books.Sync("2026-06-05T00:00:00Z");

        if (presentation == Presentation.Invoices)
        {
            Told.Of(first).ShouldBe(["2026-06-03 INV 74.00: prepaid 41.67+8.33, sales 20 20.00+4.00", "2026-06-03 PMT 50.00 card", "2026-06-03 PMT 24.00 cash"]);
            Told.Of(second).ShouldBe(
                ["2026-06-04 INV 62.40: sales 20 52.00+10.40", "2026-06-04 CN 50.00: prepaid 41.67+8.33", "2026-06-04 PMT 12.40 card", "2026-06-04 ALLOC 50.00"]);
        }

        Told.Movements(second).ShouldBe(["card 12.40", "prepaid 41.67", "sales 20 -52.00", "tax 20 -2.07"]);
        books.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["card GBP"] = 62.40m, ["cash GBP"] = 24m, ["sales 20 GBP"] = -72m, ["tax 20 GBP"] = -14.40m });
    }

    [Theory, BothPresentations]
    public void S6_Refunds_over_several_days_end_exactly_at_the_original_tax(Presentation presentation)
    {
        var books = new MerchantBooks(presentation, "Europe/London").Push(S1Order, S1Cash, S1Card, Tie(S1Cash, "1"), Tie(S1Card, "1"));
        books.Sync("2026-06-04T00:00:00Z");
        var refunded = S1Order with { Total = 7.34m, Refund = -6.66m, Tax = 0.17m, Lines = [.. S1Order.Lines, Line(-4.66m, -0.78m, 20)] };
        var (line, goodwill) = (Payment("r1", "2026-06-05T10:00:00Z", -4.66m), Payment("r2", "2026-06-05T10:00:00Z", -2.00m));
        books.PushModified("2026-06-05T10:00:00Z", refunded).Push(line, goodwill, Tie(line, "1"), Tie(goodwill, "1"));
        var second = books.Sync("2026-06-06T00:00:00Z");
        var rest = Payment("r3", "2026-06-15T10:00:00Z", -7.34m);
        books.PushModified("2026-06-15T10:00:00Z", refunded with { Total = 0, Refund = -14.00m, Tax = 0 }).Push(rest, Tie(rest, "1"));

        var last = books.Sync("2026-06-16T00:00:00Z");

        if (presentation == Presentation.Invoices)
        {
            Told.Of(second).ShouldBe(["2026-06-05 CN 6.66: sales 20 3.88+0.78, sales 5 0.95+0.05, sales 0 1.00", "2026-06-05 REF 6.66 card"]);
            Told.Of(last).ShouldBe(["2026-06-15 CN 7.34: sales 5 3.50+0.17, sales 0 3.67", "2026-06-15 REF 7.34 card"]);
        }

        Told.Movements(second).ShouldBe(["card -6.66", "sales 0 1.00", "sales 20 3.88", "sales 5 0.95", "tax 20 0.78", "tax 5 0.05"]);
        Told.Movements(last).ShouldBe(["card -7.34", "sales 0 3.67", "sales 5 3.50", "tax 5 0.17"]);
        books.TrialBalance().ShouldBe(new Dictionary<string, decimal> { ["card GBP"] = -8.50m, ["cash GBP"] = 10m, ["gratuity GBP"] = -1.50m });
    }

    [Theory, BothPresentations]
    public void S6_A_refund_in_three_parts_gives_back_the_tax_once(Presentation presentation)
    {
        var order = Order("1", "2026-06-01T10:00:00Z", 1.00m, Line(1.00m, 0.17m, 20));
        var payment = Payment("p", "2026-06-01T10:00:00Z", 1.00m);
        var books = new MerchantBooks(presentation).Push(order, payment, Tie(payment, "1"));
        books.Sync("2026-06-02T00:00:00Z");
        var taxes = new List<decimal>();
        decimal refunded = 0;
        foreach (var (amount, day) in new[] { (0.33m, 2), (0.33m, 3), (0.34m, 4) })
        {
            refunded += amount;
            var refund = Payment($"r{day}", $"2026-06-0{day}T10:00:00Z", -amount);
            books.PushModified($"2026-06-0{day}T10:00:00Z", order with { Total = 1.00m - refunded, Refund = -refunded }).Push(refund, Tie(refund, "1"));
            taxes.Add(books.Sync($"2026-06-0{day + 1}T00:00:00Z").SelectMany(document => document.Ledger).Where(entry => entry.Account == "tax 20").Sum(entry => entry.Amount));
        }

        taxes.ShouldBe([0.06m, 0.05m, 0.06m]);
        books.TrialBalance().ShouldBeEmpty();
    }

    [Theory, BothPresentations]
    public void S9_Tax_components_a_taxable_service_charge_and_a_tip(Presentation presentation)
    {
        TaxShare[] taxes = [new("state", 4m), new("city", 4.5m), new("mctd", 0.375m)];
        var order = Order("1", "2026-06-03T18:00:00Z", 102.78m, Line(87.10m, 7.10m, 8.875m, "food") with { Taxes = taxes }) with
        {
            Tax = 8.38m, Gratuity = 10m, Charges = [new ServiceCharge { Type = ServiceChargeType.Generic, Total = 15.68m, Tax = 1.28m, Rate = 8.875m, Taxes = taxes }],
        };
        var card = Payment("p", "2026-06-03T18:00:00Z", 112.78m);
        var books = new MerchantBooks(presentation, "America/New_York");
        books.Push(new CatalogueItem { Id = "food", Category = "Food" }, order, card, Tie(card, "1"));

        var documents = books.Sync("2026-06-05T00:00:00Z");

        Told.Movements(documents).ShouldBe(
        [
            "card 112.78", "charges generic -14.40", "gratuity -10.00", "sales Food c:city+mctd+state -80.00", "tax city -4.25", "tax mctd -0.35", "tax state -3.78",
        ]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents)[0].ShouldBe("2026-06-03 INV 112.78: charges generic 14.40+1.28, gratuity 10.00, sales Food c:city+mctd+state 80.00+7.10");
        }
    }

    [Theory, BothPresentations]
    public void S14_A_day_that_gives_back_more_than_it_takes_has_no_negative_document(Presentation presentation)
    {
        var books = new MerchantBooks(presentation);
        var (card, cash, back) = (Payment("a", "2026-06-03T10:00:00Z", 20m), Payment("b", "2026-06-03T10:00:00Z", 30m, PaymentType.Cash), Payment("c", "2026-06-03T10:00:00Z", -75m));
        books.Push(
            Order("1", "2026-06-03T10:00:00Z", 20m, Line(20m, 0, 0)), card, Tie(card, "1"),
            Order("2", "2026-06-03T10:00:00Z", 30m, Line(30m, 0, 0)), cash, Tie(cash, "2"),
            Order("3", "2026-06-03T10:00:00Z", -75m, Line(-75m, 0, 0)), back, Tie(back, "3"));

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card -55.00", "cash 30.00", "sales 0 25.00"]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-03 INV 50.00: sales 0 50.00", "2026-06-03 CN 75.00: sales 0 75.00", "2026-06-03 PMT 20.00 card", "2026-06-03 PMT 30.00 cash", "2026-06-03 REF 75.00 card"]);
        }
    }

    [Theory, BothPresentations]
    public void S14_Cash_given_back_on_a_card_payment_is_a_transfer(Presentation presentation)
    {
        var (card, cash) = (Payment("a", "2026-06-03T10:00:00Z", 140m), Payment("b", "2026-06-03T10:00:00Z", -40m, PaymentType.Cash));
        var books = new MerchantBooks(presentation).Push(Order("1", "2026-06-03T10:00:00Z", 100m, Line(100m, 0, 0)), card, cash, Tie(card, "1"), Tie(cash, "1"));

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Movements(documents).ShouldBe(["card 140.00", "cash -40.00", "sales 0 -100.00"]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-03 INV 100.00: sales 0 100.00", "2026-06-03 PMT 100.00 card", "2026-06-03 XFER 40.00 cash to card"]);
        }
    }

    [Theory, BothPresentations]
    public void S14_Cash_that_was_rounded_to_the_coin_is_a_rounding_line(Presentation presentation)
    {
        var dollars = Currency.Parse("AUD");
        var cash = Payment("a", "2026-06-03T10:00:00Z", 20.05m, PaymentType.Cash, dollars);
        var order = Order("1", "2026-06-03T10:00:00Z", 20.03m, Line(20.03m, 1.82m, 10)) with { Currency = dollars };
        var books = new MerchantBooks(presentation).Push(order, cash, Tie(cash, "1"));

        var documents = books.Sync("2026-06-04T00:00:00Z");

        Told.Movements(documents).ShouldBe(["cash 20.05", "rounding -0.02", "sales 10 -18.21", "tax 10 -1.82"]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-03 INV 20.05: sales 10 18.21+1.82, rounding 0.02", "2026-06-03 PMT 20.05 cash"]);
        }
    }

    [Theory, BothPresentations]
    public void S14_A_day_of_nothing_and_an_order_given_away_write_nothing(Presentation presentation)
    {
        var free = Order("1", "2026-06-03T10:00:00Z", 0m, Line(10m, 2m, 20)) with { Discount = 10m };
        var books = new MerchantBooks(presentation).Push(free);

        books.Sync("2026-06-04T00:00:00Z").ShouldBeEmpty();
        books.Sync("2026-06-05T00:00:00Z").ShouldBeEmpty();
        books.Store.Deferrals.ShouldBeEmpty();
    }

    [Theory, BothPresentations]
    public void S14_A_tender_that_is_not_mapped_holds_the_day(Presentation presentation)
    {
        var books = Klarna(presentation);

        books.Sync("2026-06-04T00:00:00Z").ShouldBeEmpty();

        books.LastPlan!.Unmapped.ShouldBe(["No account is chosen for Payments by Klarna."]);
        books.UnmappedTenders.Clear();
        Told.Movements(books.Sync("2026-06-04T00:00:00Z")).ShouldBe(["card 180.00", "cash 100.00", "method:Klarna 20.00", "sales 0 -300.00"]);
    }

    [Theory, BothPresentations]
    public void S14_With_a_suspense_account_the_tender_waits_there_until_it_is_mapped(Presentation presentation)
    {
        var books = Klarna(presentation);
        books.HasSuspense = true;
        Told.Movements(books.Sync("2026-06-04T00:00:00Z")).ShouldBe(["card 180.00", "cash 100.00", "sales 0 -300.00", "suspense 20.00"]);
        books.UnmappedTenders.Clear();
        books.Store.LookAtAll();

        var documents = books.Sync("2026-06-05T00:00:00Z");

        Told.Movements(documents).ShouldBe(["method:Klarna 20.00", "suspense -20.00"]);
        if (presentation == Presentation.Invoices)
        {
            Told.Of(documents).ShouldBe(["2026-06-04 XFER 20.00 suspense to method:Klarna"]);
        }
    }

    private static MerchantBooks Klarna(Presentation presentation)
    {
        var books = new MerchantBooks(presentation);
        books.UnmappedTenders.Add("method:Klarna");
        Payment[] payments =
            [Payment("a", "2026-06-03T10:00:00Z", 180m), Payment("b", "2026-06-03T10:00:00Z", 100m, PaymentType.Cash), Payment("c", "2026-06-03T10:00:00Z", 20m, PaymentType.Method("Klarna"))];
        books.Push(Order("1", "2026-06-03T10:00:00Z", 300m, Line(300m, 0, 0)));
        books.Push([.. payments, .. payments.Select(payment => Tie(payment, "1"))]);
        return books;
    }

    private static void PushS2(MerchantBooks books)
    {
        (decimal Net, decimal Tax)[] orders = [(25.06m, 3.76m), (25.61m, 3.84m), (25.63m, 3.84m)];
        foreach (var (order, i) in orders.Select((order, i) => (order, i)))
        {
            var payment = Payment($"p{i}", "2026-06-03T10:00:00Z", order.Net + order.Tax);
            books.Push(Order($"{i}", "2026-06-03T10:00:00Z", order.Net + order.Tax, Line(order.Net + order.Tax, order.Tax, 15)), payment, Tie(payment, $"{i}"));
        }
    }
}
