using Daybook.Bookkeeping;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class BusinessDayLaws
{
    private static readonly Gen<(string Zone, int Hour, Instant Moment)> Cases =
        from zone in Gen.Elements("Etc/UTC", "Europe/London", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu")
        from hour in Gen.Choose(0, 23)
        from second in Gen.Choose(1_200_000_000, 2_000_000_000)
        select (zone, hour, Instant.FromUnixTimeSeconds(second));

    [Fact]
    public void Every_moment_is_in_exactly_one_day_which_begins_where_the_one_before_ends() => Prop.ForAll(Cases.ToArbitrary(), moment =>
    {
        var days = new BusinessDay(DateTimeZoneProviders.Tzdb[moment.Zone], moment.Hour);

        var date = days.Of(moment.Moment);

        days.StartOf(date).ShouldBeLessThanOrEqualTo(moment.Moment);
        moment.Moment.ShouldBeLessThan(days.EndOf(date));
        days.EndOf(date).ShouldBe(days.StartOf(date.PlusDays(1)));
        days.Of(days.EndOf(date)).ShouldBeGreaterThan(date);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public void An_hour_that_no_clock_shows_is_refused(int hour) => Should.Throw<ArgumentOutOfRangeException>(() => new BusinessDay(DateTimeZone.Utc, hour));
}
