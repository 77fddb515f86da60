using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

/// <summary>What an order's effect must be, whatever the order.</summary>
public sealed class OrderEffectLaws
{
    private static readonly Currency Pounds = Currency.Parse("GBP");
    private static readonly decimal[] Rates = [20m, 5m, 0m];

    [Fact]
    public void The_receivable_is_the_total_with_the_tip_and_the_rest_stands_against_it() => ForOrders((order, _) =>
    {
        var effect = Effects.Of(order, Catalogue.Empty, []);
        effect.Of(Role.Receivable).ShouldBe(order.Total + order.Gratuity);
        effect.Sum(posting => posting.Amount).ShouldBe(0);
        effect.Of(Role.Gratuity).ShouldBe(-order.Gratuity);
    });

    [Fact]
    public void A_discount_that_no_line_shows_lowers_each_rate_by_its_share() => ForOrders((order, cents) =>
    {
        var discount = Math.Min(cents, order.Total);
        var discounted = order with { Total = order.Total - discount, Discount = discount, Tax = null };
        if (discount == 0 || Bookable.Reason(discounted) is not null)
        {
            return;
        }

        var effect = Effects.Of(discounted, Catalogue.Empty, []);

        foreach (var rate in order.Lines.GroupBy(line => TaxCode.OfRate(line.Rate)))
        {
            var gross = -effect.Where(posting => posting.Role.TaxCode == rate.Key).Sum(posting => posting.Amount);
            var exact = rate.Sum(line => line.Total) * (1 - (discount / order.Total));
            Math.Abs(gross - exact).ShouldBeLessThanOrEqualTo(0.01m * rate.Count());
        }
    });

    [Fact]
    public void Refunds_in_any_steps_end_at_nothing_but_the_tip() => ForOrders((order, cents) =>
    {
        var half = Math.Min(cents, order.Total);
        var partly = order with { Total = order.Total - half, Refund = -half, Tax = null };
        var fully = order with { Total = 0, Refund = -order.Total, Tax = null };
        Bookable.Reason(partly).ShouldBeNull();

        var effect = Effects.Of(fully, Catalogue.Empty, []);

        foreach (var rate in order.Lines.GroupBy(line => TaxCode.OfRate(line.Rate)))
        {
            effect.Where(posting => posting.Role.TaxCode == rate.Key && posting.Role.Kind == RoleKind.Tax).Sum(posting => posting.Amount).ShouldBe(0);
            effect.Where(posting => posting.Role.TaxCode == rate.Key).Sum(posting => posting.Amount).ShouldBe(0);
        }
    });

    [Fact]
    public void A_refund_above_the_order_can_not_be_booked()
    {
        var order = Simple(10m) with { Total = -5m, Refund = -15m };
        Bookable.Reason(order).ShouldBe("The order's refund of 15 is more than what is left of its lines and charges.");
    }

    [Fact]
    public void A_penny_a_line_is_rounding_and_more_sets_the_order_aside()
    {
        Effects.Of(Simple(10m) with { Total = 10.01m }, Catalogue.Empty, []).Of(Role.Rounding).ShouldBe(-0.01m);
        Effects.Of(Simple(10m) with { Total = 9.99m }, Catalogue.Empty, []).Of(Role.Rounding).ShouldBe(0.01m);
        Bookable.Reason(Simple(10m) with { Total = 10.02m }).ShouldNotBeNull().ShouldContain("differs from the sum of its lines and charges");
    }

    [Fact]
    public void A_stated_tax_that_is_not_the_lines_tax_sets_the_order_aside_unless_refunds_explain_it()
    {
        var taxed = Simple(12m) with { Tax = 2m, Lines = [new OrderLine { Total = 12m, Tax = 2m, Rate = 20 }] };
        Bookable.Reason(taxed).ShouldBeNull();
        Bookable.Reason(taxed with { Tax = 3m }).ShouldNotBeNull().ShouldContain("totalTaxAmount");
        Bookable.Reason(taxed with { Total = 6m, Refund = -6m, Lines = [taxed.Lines[0], new OrderLine { Total = -6m, Tax = -1m, Rate = 20 }] }).ShouldBeNull();
    }

    [Fact]
    public void A_gift_card_is_owed_not_sold_and_a_category_tells_sales_apart()
    {
        var catalogue = new Catalogue(new Dictionary<string, Product> { ["g"] = new(true, ""), ["f"] = new(false, "Food") }, new Dictionary<string, decimal>());
        var order = Simple(0) with { Total = 30m, Lines = [new OrderLine { Product = "g", Total = 20m }, new OrderLine { Product = "f", Total = 10m }] };

        var effect = Effects.Of(order, catalogue, []);

        effect.Of(Role.Prepaid(TaxCode.None)).ShouldBe(-20m);
        effect.Of(Role.Sales("Food", TaxCode.None)).ShouldBe(-10m);
    }

    [Theory]
    [InlineData(20.05, true, 0.02)]
    [InlineData(20.00, true, -0.03)]
    [InlineData(20.05, false, 0)]
    [InlineData(20.09, true, 0)]
    public void Only_cash_is_rounded_and_only_by_the_coin(decimal paid, bool isCash, decimal rounding)
    {
        var dollars = Currency.Parse("AUD");
        var order = Simple(20.03m) with { Currency = dollars };
        var payment = new Payment { Id = "p", Amount = paid, Currency = dollars, Type = isCash ? PaymentType.Cash : PaymentType.Card, Status = PaymentStatus.Paid };

        Effects.Of(order, Catalogue.Empty, [payment]).Of(Role.Rounding).ShouldBe(-rounding);
    }

    [Fact]
    public void What_lacks_its_currency_or_its_date_can_not_be_booked()
    {
        Bookable.Reason(Simple(1m) with { Currency = null }).ShouldNotBeNull().ShouldContain("currency");
        Bookable.Reason(Simple(1m) with { CreatedAt = null }).ShouldNotBeNull().ShouldContain("createdDate");
    }

    private static Order Simple(decimal total) => new()
    {
        Id = "1", Currency = Pounds, CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0), Total = total, Lines = [new OrderLine { Total = total }],
    };

    private static void ForOrders(Action<Order, decimal> law) => Prop.ForAll<NonEmptyArray<(ushort, byte)>, ushort, byte>((sizes, cents, tip) =>
    {
        var lines = sizes.Get.Select(size =>
        {
            var rate = Rates[size.Item2 % 3];
            var gross = (size.Item1 + 1) / 100m;
            return new OrderLine { Total = gross, Tax = Pounds.Round(gross * rate / (100 + rate)), Rate = rate };
        }).ToList();
        law(Simple(0) with { Total = lines.Sum(line => line.Total), Tax = lines.Sum(line => line.Tax), Gratuity = tip / 100m, Lines = lines }, cents / 100m);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
