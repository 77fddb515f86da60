using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class SpreadLaws
{
    [Fact]
    public void Shares_sum_to_the_total_and_none_is_a_unit_away_from_its_exact_part() => Prop.ForAll<int, NonEmptyArray<byte>>((total, sizes) =>
    {
        var weights = sizes.Get.Select(size => (decimal)size + 1).ToArray();
        var amount = total / 100m;

        var shares = Spread.ByLargestRemainder(amount, weights, 0.01m);

        shares.Sum().ShouldBe(amount);
        for (var i = 0; i < shares.Length; i++)
        {
            Math.Abs(shares[i] - (amount * weights[i] / weights.Sum())).ShouldBeLessThan(0.01m);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ties_go_by_order() =>
        Spread.ByLargestRemainder(1.00m, [5m, 5m, 5m], 0.01m).ShouldBe([0.34m, 0.33m, 0.33m]);

    [Fact]
    public void A_negative_total_is_shared_as_its_magnitude() =>
        Spread.ByLargestRemainder(-0.05m, [2m, 1m], 0.01m).ShouldBe([-0.03m, -0.02m]);

    [Fact]
    public void Nothing_can_be_shared_over_nobody_unless_there_is_nothing_to_share()
    {
        Should.Throw<ArgumentException>(() => Spread.ByLargestRemainder(0.01m, [0m], 0.01m));
        Spread.ByLargestRemainder(0m, [0m], 0.01m).ShouldBe([0m]);
    }
}
