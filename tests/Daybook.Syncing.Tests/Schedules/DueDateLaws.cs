using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Syncing.Tests.Schedules;

public sealed class DueDateLaws
{
    private static readonly string[] Zones =
    [
        "Etc/UTC", "Europe/London", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu", "America/Santiago", "America/St_Johns", "Asia/Beirut",
        "Pacific/Apia", "Asia/Tokyo",
    ];

    private static readonly Instant NewYear = Shop.At("2026-01-01T00:00:00Z");

    [Fact]
    public void The_next_due_moment_is_the_first_close_of_a_day_or_month_after_any_moment() => Prop.ForAll<byte, byte, uint>((zone, hour, seconds) =>
    {
        var isMonthly = seconds % 3 == 0;
        var dates = Dates(zone, hour, isMonthly);
        var moment = Instant.FromUtc(2008, 1, 1, 0, 0) + Duration.FromSeconds(seconds % 800_000_000);

        var next = dates.After(moment);

        next.ShouldBeGreaterThan(moment);
        dates.LastUpTo(next).ShouldBe(next);
        dates.LastUpTo(next - Duration.Epsilon).ShouldBeLessThanOrEqualTo(moment);
        dates.LastUpTo(moment).ShouldBeLessThanOrEqualTo(moment);
        dates.After(dates.LastUpTo(moment)).ShouldBe(next);
        (next - moment).ShouldBeLessThanOrEqualTo(Duration.FromHours(isMonthly ? (31 * 24) + 2 : 26));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData("Europe/London", 0, "2026-03-29T00:30:00Z", "2026-03-29T23:00:00Z")]
    [InlineData("Europe/London", 4, "2026-10-25T02:00:00Z", "2026-10-25T04:00:00Z")]
    [InlineData("America/New_York", 2, "2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z")]
    [InlineData("Africa/Cairo", 0, "2026-04-23T21:59:59Z", "2026-04-23T22:00:00Z")]
    [InlineData("Australia/Lord_Howe", 2, "2026-10-03T12:00:00Z", "2026-10-03T15:30:00Z")]
    [InlineData("Pacific/Chatham", 5, "2026-04-04T10:00:00Z", "2026-04-04T16:15:00Z")]
    public void A_day_ends_at_its_hour_also_where_the_clock_changes(string zone, int hour, string moment, string due) =>
        new DueDates(new SyncSchedule { TimeZone = zone, SyncHour = hour }).After(Shop.At(moment)).ShouldBe(Shop.At(due));

    [Fact]
    public void A_month_ends_with_its_last_business_day() =>
        new DueDates(new SyncSchedule { TimeZone = "Europe/London", SyncHour = 4, Frequency = SyncSchedule.Monthly })
            .After(Shop.At("2026-07-01T02:59:59Z")).ShouldBe(Shop.At("2026-07-01T03:00:00Z"));

    [Fact]
    public void A_merchant_s_year_has_every_sale_in_exactly_one_day_though_zone_and_hour_change_on_the_way() => Prop.ForAll<byte, byte, ushort>((first, second, change) =>
    {
        var hour = change / 11;
        var books = new MerchantBooks(Presentation.Journal) { Schedule = new SyncSchedule { TimeZone = Zones[first % Zones.Length], SyncHour = hour % 24 } };
        var moves = NewYear + Duration.FromHours(change % 8760);
        var expected = new SortedDictionary<LocalDate, decimal>();
        var booked = new SortedDictionary<LocalDate, decimal>();
        var (reached, sold, number) = (NewYear, NewYear, 0);
        while (reached < NewYear + Duration.FromDays(365))
        {
            if (reached >= moves && books.Schedule.SyncHour == hour % 24)
            {
                books.Schedule = new SyncSchedule { TimeZone = Zones[second % Zones.Length], SyncHour = ((hour % 24) + 7) % 24 };
            }

            var due = new DueDates(books.Schedule).After(reached);
            for (; sold < due; sold += Duration.FromMinutes(397), number++)
            {
                books.Store.Push(sold, Shop.Pushed(Shop.Order($"{number}", sold.ToString(), 1m + number, Shop.Line(1m + number, 0, 0))));
                expected[books.Schedule.DayOf(sold)] = expected.GetValueOrDefault(books.Schedule.DayOf(sold)) + 1m + number;
            }

            foreach (var document in books.Sync(due))
            {
                booked[document.Date] = booked.GetValueOrDefault(document.Date) + document.Total;
            }

            reached = due;
        }

        booked.ShouldBe(expected);
        books.Store.Parts.Count().ShouldBe(number);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(24));

    [Fact]
    public void Attempts_of_one_day_wait_longer_each_time_and_days_are_counted_until_they_are_too_many()
    {
        var state = new ScheduleState();
        var day = new LocalDate(2026, 6, 1);
        var delays = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            state = state.Failed(day);
            delays.Add(state.Delay.TotalMinutes);
        }

        delays.ShouldBe([5, 15, 60, 240, 240]);
        state.FailedDays.ShouldBe(1);
        for (var i = 1; i < 30; i++)
        {
            state = state.Failed(day.PlusDays(i));
        }

        state.Delay.TotalMinutes.ShouldBe(5);
        state.IsHopeless.ShouldBeFalse();
        state.Failed(day.PlusDays(30)).IsHopeless.ShouldBeTrue();
        state.Succeeded().ShouldBe(new ScheduleState());
    }

    private static DueDates Dates(byte zone, byte hour, bool isMonthly) => new(
        new SyncSchedule { TimeZone = Zones[zone % Zones.Length], SyncHour = hour % 24, Frequency = isMonthly ? SyncSchedule.Monthly : SyncSchedule.Daily });
}
