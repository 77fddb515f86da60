using NodaTime;

namespace Daybook.Syncing;

/// <summary>What is wrong with a configuration, or missing from it.</summary>
/// <param name="Section">The section that must be corrected.</param>
/// <param name="Message">A sentence that names the field.</param>
public readonly record struct ConfigurationProblem(ConfigurationSection Section, string Message);

/// <summary>Checks a configuration against what the platform and the shop offer.</summary>
public static class ConfigurationCheck
{
    /// <summary>The message where a company lacks one of its two connections.</summary>
    public const string NeedsConnections =
        "Sync for Commerce needs two valid data connections: one Linked accounting connection and one Linked commerce connection.";

    /// <summary>Everything that keeps the configuration from being used; empty where it is complete.</summary>
    public static IReadOnlyList<ConfigurationProblem> Problems(SyncConfiguration configuration, Chart chart, ShopCatalogue shop)
    {
        var offered = new ChartLookup(chart);
        return
        [
            .. Schedule(configuration.Schedule).Select(message => new ConfigurationProblem(ConfigurationSection.Schedule, message)),
            .. SalesCheck.Messages(configuration, shop).Select(message => new ConfigurationProblem(ConfigurationSection.Sales, message)),
            .. PaymentsCheck.Messages(configuration, chart).Select(message => new ConfigurationProblem(ConfigurationSection.Payments, message)),
            .. FeesCheck.Messages(configuration).Select(message => new ConfigurationProblem(ConfigurationSection.Fees, message)),
            .. ConfigurationChoices.Made(configuration).Where(choice => !offered.Offers(choice.Of, choice.Id)).Select(choice => new ConfigurationProblem(
                choice.Section, $"{choice.Field}: the selected {ChartLookup.Word(choice.Of)} '{choice.Id}' is not among the options.")),
        ];
    }

    internal static IEnumerable<string> MissingAccounts(string section, IEnumerable<AccountSlot> slots, IReadOnlyDictionary<string, string> chosen) =>
        slots.Where(slot => slot.IsRequired && !chosen.ContainsKey(slot.Key))
            .Select(slot => $"{section}.accounts.{slot.Key}: the required account '{slot.Label}' has no selection.");

    internal static IEnumerable<string> UnknownAccounts(string section, IEnumerable<AccountSlot> slots, IReadOnlyDictionary<string, string> chosen)
    {
        var known = slots.Select(slot => slot.Key).ToHashSet(StringComparer.Ordinal);
        return chosen.Keys.Where(key => !known.Contains(key)).Select(key => $"{section}.accounts.{key}: there is no account of this name to choose.");
    }

    private static IEnumerable<string> Schedule(SyncSchedule schedule)
    {
        if (schedule.Frequency is null)
        {
            yield return "schedule.selectedFrequency: no schedule frequency is selected.";
        }
        else if (!ConfigurationOptions.Frequencies.Contains(schedule.Frequency))
        {
            yield return $"schedule.selectedFrequency: the schedule frequency '{schedule.Frequency}' is not among the options Daily and Monthly.";
        }

        if (schedule.SyncHour is < 0 or > 23)
        {
            yield return $"schedule.syncHour: {schedule.SyncHour} is not an hour from 0 to 23.";
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(schedule.TimeZone) is null)
        {
            yield return $"schedule.timeZone: '{schedule.TimeZone}' is not an IANA time zone.";
        }
    }
}
