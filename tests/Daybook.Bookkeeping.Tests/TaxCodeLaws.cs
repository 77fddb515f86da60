using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class TaxCodeLaws
{
    [Theory]
    [InlineData(20, "20")]
    [InlineData(17.50, "17.5")]
    [InlineData(0, "0")]
    [InlineData(8.875, "8.875")]
    [InlineData(120, "120")]
    public void A_rate_has_one_code_however_it_is_written(decimal rate, string code)
    {
        TaxCode.OfRate(rate).ShouldBe(code);
        TaxCode.RateOf(code).ShouldBe(rate);
    }

    [Fact]
    public void A_set_of_components_has_one_code_whatever_their_order()
    {
        var code = TaxCode.OfComponents([new TaxShare("state", 4m), new TaxShare("city", 4.5m)]);
        code.ShouldBe("c:city+state");
        TaxCode.ComponentsOf(code).ShouldBe(["city", "state"]);
        TaxCode.RateOf(code).ShouldBeNull();
        TaxCode.ComponentsOf("20").ShouldBeEmpty();
    }
}
