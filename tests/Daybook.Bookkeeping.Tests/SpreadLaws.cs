using Daybook.Bookkeeping;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class SpreadLaws
{
    private static readonly Gen<(int Total, decimal[] Weights)> Cases =
        from total in Gen.Choose(-100_000, 100_000)
        from weights in Gen.Choose(0, 5_000).NonEmptyListOf()
        where weights.Any(weight => weight > 0)
        select (total, weights.Select(weight => weight / 100m).ToArray());

    [Fact]
    public void The_shares_sum_to_the_total_and_each_is_within_a_unit_of_its_due() => Prop.ForAll(Cases.ToArbitrary(), spread =>
    {
        var (total, weights) = (spread.Total / 100m, spread.Weights);

        var shares = Spread.ByLargestRemainder(total, weights, 0.01m);

        shares.Sum().ShouldBe(total);
        shares.Zip(weights).ShouldAllBe(pair => Math.Abs(pair.First - (total * pair.Second / weights.Sum())) < 0.01m);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_bears_nothing_gets_nothing() => Prop.ForAll(Cases.ToArbitrary(), spread =>
        Spread.ByLargestRemainder(spread.Total / 100m, [0, .. spread.Weights], 0.01m)[0].ShouldBe(0)).QuickCheckThrowOnFailure();

    [Fact]
    public void Ties_go_to_the_first() => Spread.ByLargestRemainder(1.00m, [5, 5, 5], 0.01m).ShouldBe([0.34m, 0.33m, 0.33m]);

    [Fact]
    public void The_other_sign_spreads_alike() => Spread.ByLargestRemainder(-1.00m, [5, 5, 5], 0.01m).ShouldBe([-0.34m, -0.33m, -0.33m]);

    [Fact]
    public void Something_without_bearers_is_refused_and_nothing_is_not()
    {
        Should.Throw<ArgumentException>(() => Spread.ByLargestRemainder(0.01m, [0, 0], 0.01m));
        Spread.ByLargestRemainder(0, [0, 0], 0.01m).ShouldBe([0, 0]);
    }
}
