using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Bookkeeping.Tests;

public sealed class BusinessDayLaws
{
    /// <summary>Zones with every kind of oddity: midnight gaps, half-hour changes, skipped days, no changes.</summary>
    private static readonly string[] Zones =
    [
        "Etc/UTC", "Europe/London", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "America/St_Johns", "Asia/Beirut",
    ];

    [Fact]
    public void Each_moment_belongs_to_exactly_one_day_in_any_zone_and_for_any_hour() => Prop.ForAll<byte, byte, uint>((zone, hour, seconds) =>
    {
        var days = new BusinessDay(DateTimeZoneProviders.Tzdb[Zones[zone % Zones.Length]], hour % 24);
        var moment = Instant.FromUtc(2008, 1, 1, 0, 0) + Duration.FromSeconds(seconds % 800_000_000);

        var day = days.Of(moment);

        days.StartOf(day).ShouldBeLessThanOrEqualTo(moment);
        days.EndOf(day).ShouldBeGreaterThan(moment);
        days.EndOf(day).ShouldBe(days.StartOf(day.PlusDays(1)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Asking_in_any_order_gives_the_same_answers()
    {
        var days = new BusinessDay(DateTimeZoneProviders.Tzdb["Europe/London"], 4);
        var moments = Enumerable.Range(0, 500).Select(i => Instant.FromUtc(2025, 3, 20, 0, 0) + Duration.FromHours(i * 7 % 500)).ToList();
        var first = moments.ConvertAll(days.Of);
        moments.AsEnumerable().Reverse().Select(days.Of).Reverse().ShouldBe(first);
        moments.ConvertAll(moment => new BusinessDay(DateTimeZoneProviders.Tzdb["Europe/London"], 4).Of(moment)).ShouldBe(first);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public void There_are_24_hours(int hour) => Should.Throw<ArgumentOutOfRangeException>(() => new BusinessDay(DateTimeZone.Utc, hour));
}
