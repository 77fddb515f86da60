using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class CurrencyLaws
{
    [Theory]
    [InlineData("GBP", 1.005, 1.01)]
    [InlineData("GBP", -1.005, -1.01)]
    [InlineData("JPY", 0.5, 1)]
    [InlineData("KWD", 1.0005, 1.001)]
    [InlineData("GBP", 1.004, 1.00)]
    public void Amounts_are_rounded_half_up_at_the_minor_unit(string code, decimal amount, decimal rounded) =>
        Currency.Parse(code).Round(amount).ShouldBe(rounded);

    [Theory]
    [InlineData("GBP", 0.01, 0)]
    [InlineData("JPY", 1, 0)]
    [InlineData("KWD", 0.001, 0)]
    [InlineData("AUD", 0.01, 0.05)]
    [InlineData("SEK", 0.01, 1)]
    public void A_currency_knows_its_smallest_amount_and_its_cash_step(string code, decimal unit, decimal step)
    {
        var currency = Currency.Parse(code);
        (currency.Unit, currency.CashStep).ShouldBe((unit, step));
    }

    [Theory]
    [InlineData("gbp")]
    [InlineData("ZZZ")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_code_is_no_currency(string? code)
    {
        Currency.TryParse(code, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => Currency.Parse(code!));
    }
}
