using System.Globalization;
using System.Text;
using Daybook.Server.Resources.Push.Reading;
using Daybook.Storage;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Reading;

public sealed class MomentLaws
{
    private static readonly string[] Separators = ["T", "t", " "];

    [Fact]
    public void Every_way_to_write_a_moment_reads_as_that_moment() => Prop.ForAll(
        ArbMap.Default.ArbFor<DateTime>(), ArbMap.Default.ArbFor<int>(), (any, choice) =>
        {
            var moment = new DateTime(Math.Clamp(any.Ticks, DateTime.MinValue.AddDays(2).Ticks, DateTime.MaxValue.AddDays(-2).Ticks), DateTimeKind.Utc);
            var expected = Instant.FromDateTimeUtc(moment);
            foreach (var text in Spellings(moment, choice))
            {
                Moments.TryRead(Encoding.UTF8.GetBytes(text), out var read).ShouldBeTrue(text);
                read.ShouldBe(expected, text);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_whatever_breaks_the_reading() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), any =>
    {
        foreach (var text in new[] { any.Get, "2022-10-23" + any.Get, "2022-10-23T10:00" + any.Get })
        {
            if (Moments.TryRead(Encoding.UTF8.GetBytes(text), out _))
            {
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _).ShouldBeTrue(text);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2022-10-23", "2022-10-23T00:00:00Z")]
    [InlineData("2022-10-23T00:00:00", "2022-10-23T00:00:00Z")]
    [InlineData("2021-11-15T01:00:00-05:00", "2021-11-15T06:00:00Z")]
    [InlineData("2022-10-27T10:22:43.6464237Z", "2022-10-27T10:22:43.6464237Z")]
    [InlineData("2022-10-27T10:22:43.64642379999Z", "2022-10-27T10:22:43.6464237Z")]
    [InlineData("2024-02-29T23:59", "2024-02-29T23:59:00Z")]
    public void The_spellings_of_the_contract_are_read(string text, string expected)
    {
        Moments.TryRead(Encoding.UTF8.GetBytes(text), out var moment).ShouldBeTrue();
        moment.ToString("uuuu-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2022-10")]
    [InlineData("2022-13-01")]
    [InlineData("2023-02-29")]
    [InlineData("23/10/2022")]
    [InlineData("2022-10-23T")]
    [InlineData("2022-10-23T25:00:00")]
    [InlineData("2022-10-23T10:60:00")]
    [InlineData("2022-10-23T10:00:00.")]
    [InlineData("2022-10-23T10:00:00+1")]
    [InlineData("2022-10-23T10:00:00+25:00")]
    [InlineData("2022-10-23T10:00:00Zulu")]
    [InlineData("2022-10-23 and more")]
    [InlineData("9999-12-31T23:00:00-05:00")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    public void What_is_no_date_is_not_read(string text) => Moments.TryRead(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    private static IEnumerable<string> Spellings(DateTime moment, int choice)
    {
        var separator = Separators[(int)((uint)choice % 3)];
        var zone = TimeSpan.FromMinutes(choice % 1080);
        string Write(DateTime local, string end) =>
            local.ToString($"yyyy-MM-dd'{separator}'HH:mm:ss.fffffff", CultureInfo.InvariantCulture) + end;
        var offset = $"{(zone < TimeSpan.Zero ? '-' : '+')}{zone:hh}";
        yield return Write(moment, "");
        yield return Write(moment, "Z");
        yield return Write(moment, "99Z");
        yield return Write(moment + zone, $"{offset}:{zone:mm}");
        yield return Write(moment + zone, $"{offset}{zone:mm}");
    }
}
