using Daybook.Bookkeeping;
using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class CurrencyLaws
{
    [Theory]
    [InlineData("GBP", "0.01")]
    [InlineData("JPY", "1")]
    [InlineData("KWD", "0.001")]
    [InlineData("CLF", "0.0001")]
    public void The_smallest_amount_is_that_of_the_standard(string code, string unit) => Currency.Parse(code).Unit.ToString().ShouldBe(unit);

    [Theory]
    [InlineData("GBP", "1.005", "1.01")]
    [InlineData("GBP", "-1.005", "-1.01")]
    [InlineData("GBP", "1.0049", "1.00")]
    [InlineData("JPY", "0.5", "1")]
    [InlineData("KWD", "0.0005", "0.001")]
    public void A_half_is_rounded_away_from_nothing(string code, string amount, string rounded) => Currency.Parse(code).Round(decimal.Parse(amount)).ShouldBe(decimal.Parse(rounded));

    [Theory]
    [InlineData("gbp")]
    [InlineData("XXY")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_code_is_no_currency(string? code) => Currency.TryParse(code, out _).ShouldBeFalse();
}
