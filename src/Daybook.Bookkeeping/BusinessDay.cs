using NodaTime;
using NodaTime.TimeZones;

namespace Daybook.Bookkeeping;

/// <summary>How a merchant divides time into business days: each runs from an hour of the local date to the same hour of the next.</summary>
/// <remarks>Where the clock skips that hour the day starts with the first moment after the gap; where it shows the hour twice, with the first.</remarks>
public sealed class BusinessDay
{
    private static readonly ZoneLocalMappingResolver FirstMoment =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone zone;
    private readonly LocalTime closeTime;
    private Day? last;

    /// <param name="zone">The merchant's time zone.</param>
    /// <param name="closeHour">0 to 23: the hour at which one business day ends and the next begins.</param>
    public BusinessDay(DateTimeZone zone, int closeHour)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(closeHour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(closeHour, 23);
        this.zone = zone;
        closeTime = new LocalTime(closeHour, 0);
    }

    /// <summary>The first moment of a business day.</summary>
    public Instant StartOf(LocalDate date) => zone.ResolveLocal(date + closeTime, FirstMoment).ToInstant();

    /// <summary>The first moment after a business day.</summary>
    public Instant EndOf(LocalDate date) => StartOf(date.PlusDays(1));

    /// <summary>The business day that a moment belongs to: exactly one.</summary>
    public LocalDate Of(Instant moment)
    {
        if (last is { } day && day.Start <= moment && moment < day.End)
        {
            return day.Date;
        }

        var date = moment.InZone(zone).Date.PlusDays(1);
        while (StartOf(date) > moment)
        {
            date = date.PlusDays(-1);
        }

        last = new Day(date, StartOf(date), EndOf(date));
        return date;
    }

    /// <summary>The day asked for last: neighbours in a stream of records mostly share it.</summary>
    private sealed record Day(LocalDate Date, Instant Start, Instant End);
}
