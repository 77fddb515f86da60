using Daybook.Server.Resources.Configurations;
using Daybook.Syncing;
using NodaTime;
using NodaTime.TimeZones;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>What a merchant finds chosen already on the first visit.</summary>
internal static class FirstDraft
{
    public static FlowDraft Of(CompanyChoices choices, ShopHabits habits, bool isFrench, Instant now)
    {
        var current = choices.Current;
        var schedule = current.Schedule;
        if (!current.Configured && schedule.StartDate is null)
        {
            var zone = schedule.TimeZone == "Etc/UTC" ? GuessZone(current.CountryCode ?? CountryOf(habits.Currency, isFrench)) : schedule.TimeZone;
            var today = now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
            schedule = schedule with { Frequency = schedule.Frequency ?? SyncSchedule.Daily, TimeZone = zone, StartDate = today.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zone]).ToInstant() };
        }

        return new FlowDraft
        {
            Start = current,
            Configuration = current with
            {
                Schedule = schedule,
                Sales = current.Sales with
                {
                    GroupingPeriod = current.Sales.GroupingPeriod ?? ConfigurationOptions.GroupingPeriods[0],
                    InvoiceStatus = current.Sales.InvoiceStatus ?? ConfigurationOptions.InvoiceStatuses[0],
                },
            },
        };
    }

    /// <summary>A currency's code begins with its country's, but for those that are shared.</summary>
    private static string? CountryOf(string? currency, bool isFrench) => currency switch
    {
        null => isFrench ? "FR" : null,
        "EUR" => isFrench ? "FR" : null,
        _ => currency[..2],
    };

    /// <summary>The zone that the country's most people live in comes first in the database for all but a few countries.</summary>
    private static string GuessZone(string? country) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(place => place.CountryCode == country)?.ZoneId ?? "Etc/UTC";
}
